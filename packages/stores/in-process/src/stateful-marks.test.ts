import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const here = import.meta.dirname

it('marks what breaks with two instances in every file that keeps state', async () => {
  const names = (await readdir(here, { recursive: true })).filter(
    (name) => /(?<!\.test)\.ts$/.test(name) && !name.startsWith('testing'),
  )
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(here, name), 'utf8') })),
  )
  const keepers = files.filter(({ text }) =>
    /new Map|new EventEmitter|randomBytes\(32\)|writeFile/.test(text),
  )

  const unmarked = keepers.filter(({ text }) => !/\/\/ STATEFUL: \S/.test(text)).map(({ name }) => name)

  expect(keepers.length).toBeGreaterThanOrEqual(11)
  expect(unmarked).toEqual([])
})
