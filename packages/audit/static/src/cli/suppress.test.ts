import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../finding.ts'
import { suppress } from './suppress.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'suppress-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('state-audit-ignore', () => {
  it('speaks of its own line where it stands behind code, and not of the next', () => {
    const kept = keptLines('const a = new Map() // state-audit-ignore: a demo\nconst b = new Map()\n', [1, 2])

    expect(kept).toEqual([2])
  })

  it.each([
    ['a line above', '// state-audit-ignore: a copy\nconst a = 1\n', 2],
    ['a block above', '/* state-audit-ignore: a copy */\nconst a = 1\n', 2],
    [
      'a comment of several lines',
      '// state-audit-ignore: a copy that\n// somebody else keeps\nconst a = 1\n',
      3,
    ],
    ['a doc block', '/**\n * state-audit-ignore: a copy\n */\nconst a = 1\n', 4],
    ['a comment in JSX', '{/* state-audit-ignore: a copy */}\n<A />\n', 2],
    ['a dash', 'const a = 1 // state-audit-ignore – a copy\n', 1],
  ])('is read in %s', (_name, source, line) => {
    expect(keptLines(source, [line])).toEqual([])
  })

  it.each([
    ['code between the comment and the line', '// state-audit-ignore: a copy\nlet x\nconst a = 1\n', 3],
    ['an empty line between them', '// state-audit-ignore: a copy\n\nconst a = 1\n', 3],
    ['a text', "const a = '// state-audit-ignore: a copy'\n", 1],
    ['an address', 'const a = "http://state-audit-ignore: x"\n', 1],
    ['another word', '// state-audit-ignored: a copy\nconst a = 1\n', 2],
  ])('is not seen in %s', (_name, source, line) => {
    expect(keptLines(source, [line])).toEqual([line])
  })

  it('ends at once on a line of nothing but spaces and stars', () => {
    const source = `const a = 1 // state-audit-ignore: ${' '.repeat(15_000)}x${' *'.repeat(2000)}\n`

    expect(keptLines(source, [1])).toEqual([])
  })
})

function keptLines(source: string, lines: readonly number[]): number[] {
  writeFileSync(join(folder, 'a.js'), source)
  return suppress(
    folder,
    lines.map((line) => ({ file: 'a.js', line }) as Finding),
  ).findings.map(({ line }) => line)
}
