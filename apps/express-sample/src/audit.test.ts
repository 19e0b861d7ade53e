import { readFileSync } from 'node:fs'
import { audit } from '@unsticky/state-audit'
import { expect, it } from 'vitest'

const folder = import.meta.dirname
const findingsIn = (file: string) => audit(folder).findings.filter((finding) => finding.file === file)
const linesOf = (findings: readonly { readonly line: number }[]) => findings.map(({ line }) => line)
const breaksIn = (file: string) => findingsIn(file).filter(({ severity }) => severity === 'breaks')

/** A mark stands behind its line, or above it. */
function markedLines(file: string): number[] {
  const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n')
  return lines.flatMap((text, index) => {
    if (!/\/\/ STATEFUL: /.test(text)) return []
    return [/^\s*\/\//.test(text) ? index + 2 : index + 1]
  })
}

it.each(['before.ts', 'session-moved.ts', 'cart-moved.ts'])(
  'state-audit finds the marked lines of %s, and no others',
  (file) => {
    const marked = markedLines(file)

    // Who was last seen is read by a timer only, not by another visitor: that is to be checked, and it is marked, too.
    expect(linesOf(findingsIn(file))).toEqual(expect.arrayContaining(marked))
    expect(marked).toEqual(expect.arrayContaining(linesOf(breaksIn(file))))
    expect(breaksIn(file).length).toBeGreaterThanOrEqual(marked.length - 1)
  },
)

it('state-audit finds nothing that breaks in the sample after', () => {
  expect(breaksIn('after.ts')).toEqual([])
})
