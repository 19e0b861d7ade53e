import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { document, documentPath } from './document.ts'
import { experiments } from './rows/index.ts'
import { rows } from './rows.ts'

it('docs/faults.md is up to date: `pnpm --filter @unsticky/faults docs` writes it', () => {
  expect(readFileSync(documentPath, 'utf8')).toBe(document())
})

it('the table says what the stateful shop does wherever an experiment shows it, and nowhere else', () => {
  const said = rows.filter(({ before }) => before !== undefined).map(({ id }) => id)
  const shown = rows.filter(({ id }) => experiments[id].before).map(({ id }) => id)

  expect(shown).toEqual(said)
})
