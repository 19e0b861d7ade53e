import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillPage } from './fill-page.ts'
import { pages } from './markdown-files.ts'
import { root } from './root.ts'

const withMarks = pages().filter((file) => readFileSync(join(root, file), 'utf8').includes('<!-- shown: '))

describe('what the pages show is what the source and the kept results say', () => {
  it.each(withMarks)('%s; `pnpm --filter @unsticky/docs write` writes it', (file) => {
    const text = readFileSync(join(root, file), 'utf8')

    expect(text).toBe(fillPage(text, { file }))
  })

  it('in every step, every piece of state, and the recipes', () => {
    expect(withMarks.length).toBeGreaterThanOrEqual(7 + 11 + 1)
  })

  it('a change of the source, of a figure, or by hand is noticed', () => {
    const mark = 'shown: code apps/express-sample/src/before.ts :: let orderNumber'
    const page = (code: string) => `<!-- ${mark} -->\n\n${code}\n\n<!-- /shown -->\n`

    const filled = fillPage(page('let orderNumber = 7'), { file: 'docs/a.md' })

    expect(filled).toContain('let orderNumber = 1000')
    expect(fillPage(filled, { file: 'docs/a.md' })).toBe(filled)
  })

  it('a mark that asks for what is gone says where it stands', () => {
    const page = '<!-- shown: code README.md :: no such line -->\n\n<!-- /shown -->'

    expect(() => fillPage(page, { file: 'docs/a.md' })).toThrow(/docs\/a\.md.*no line holds "no such line"/)
  })
})
