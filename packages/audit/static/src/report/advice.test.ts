import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { advice } from './advice.ts'

const root = join(import.meta.dirname, '../../../../..')

it('leads to a page that is there, for every kind of state', () => {
  const guides = Object.values(advice).map(({ guide }) => guide)

  expect(guides.filter((guide) => !existsSync(join(root, guide)))).toEqual([])
})
