import { readFileSync } from 'node:fs'
import { audit } from '@unsticky/state-audit'
import { expect, it } from 'vitest'

const folder = import.meta.dirname
const breaksIn = (file: string) =>
  audit(folder).findings.filter((finding) => finding.file === file && finding.severity === 'breaks')

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
    const found = breaksIn(file).map(({ line }) => line)

    expect(found.toSorted((a, b) => a - b)).toEqual(markedLines(file))
  },
)

it('state-audit finds nothing that breaks in the sample after', () => {
  expect(breaksIn('after.ts')).toEqual([])
})
