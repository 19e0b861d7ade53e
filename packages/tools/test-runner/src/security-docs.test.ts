/** docs/security/asvs.md names tests: each of them is there. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const file = join(import.meta.dirname, '../../../../docs/security/asvs.md')
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [id = '', , status = '', evidence = ''] = line
      .split(' | ')
      .map((cell) => cell.replace(/^\||\|$/g, '').trim())
    return { id, status, evidence }
  })

/** "[csrf.test.ts](../../path): `part of the name`" */
const tests = rows.flatMap(({ id, evidence }) =>
  [...evidence.matchAll(/\]\(([^)]+)\): `([^`]+)`/g)].map(([, path = '', name = '']) => ({ id, path, name })),
)

it('has rows of the standard, each once, with a status that is explained', () => {
  const ids = rows.map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(50)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { id, status } of rows) {
    expect(id).toMatch(/^(3|6|7|8|9|10)\.\d+\.\d+$/)
    expect([id, ['met', 'partly', 'not met', 'AWS', 'n/a'].includes(status)]).toEqual([id, true])
  }
})

it('names a test wherever it says that something is met, and a reason wherever it is not', () => {
  for (const { id, status, evidence } of rows) {
    const named = tests.filter((test) => test.id === id).length
    if (status === 'met' || status === 'partly') expect([id, named > 0]).toEqual([id, true])
    else expect([id, evidence.length > 10]).toEqual([id, true])
  }
})

it.each(tests)('$id: $path has "$name"', ({ path, name }) => {
  const found = join(dirname(file), path)
  expect(existsSync(found)).toBe(true)
  expect(readFileSync(found, 'utf8')).toContain(name)
})
