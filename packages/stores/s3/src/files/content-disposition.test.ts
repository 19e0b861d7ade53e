import { expect, it } from 'vitest'
import { attachmentNamed } from './content-disposition.ts'

it('names the file twice, plain and in any characters', () => {
  expect(attachmentNamed('Beleg für 5 €.txt')).toBe(
    `attachment; filename="Beleg f_r 5 _.txt"; filename*=UTF-8''Beleg%20f%C3%BCr%205%20%E2%82%AC.txt`,
  )
})

it.each(['a".html', 'a\\".html', 'a\r\nSet-Cookie: x=1', "a'();*.txt", '\ud800'])(
  'lets nothing out of the quotes and no line into the header: %j',
  (name) => {
    expect(attachmentNamed(name)).toMatch(
      /^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w.~!%-]*$/,
    )
  },
)
