import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { adapterFile } from './adapter-files.ts'
import type { Port } from './matrix.ts'
import { steps } from './step.ts'

const root = join(import.meta.dirname, '../../../..')

it('every adapter that the matrix names has its code where we say', () => {
  const named = steps.flatMap(({ composition }) =>
    Object.entries(composition).map(([port, adapter]) => adapterFile(port as Port, adapter)),
  )

  expect(new Set(named).size).toBeGreaterThan(20)
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

it('every step has its page', () => {
  const pages = steps.map(({ id, name }) => `docs/steps/${id}-${name}.md`)

  expect(pages.filter((page) => !existsSync(join(root, page)))).toEqual([])
})
