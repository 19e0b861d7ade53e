import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findStep } from '@unsticky/steps'
import { afterAll, expect, it } from 'vitest'
import { takeInventory } from './take-inventory.ts'

const directory = mkdtempSync(join(tmpdir(), 'unsticky-inventory-test-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

it('answers for every piece of state of the stateful shop from what it holds after three shoppers', async () => {
  const rows = await takeInventory(findStep('0'), { SHOP_FILES_DIRECTORY: directory })

  const heldBy = (port: string) => rows.find((row) => row.port === port)?.inMemory ?? []
  const entriesOf = (port: string, name: string) =>
    heldBy(port).find((collection) => collection.name.endsWith(name))?.entries
  expect(rows).toHaveLength(11)
  expect(rows.every(({ kind }) => kind === 'in-process')).toBe(true)
  expect(entriesOf('identity', 'accounts')).toBe(3)
  expect(entriesOf('carts', 'carts')).toBe(6) // three guests, emptied, and three accounts
  expect(entriesOf('orders', 'orders')).toBe(3)
  expect(entriesOf('files', 'files')).toBe(3)
  expect(heldBy('sessions').map(({ entries }) => entries)).toContain(3)
  const carts = rows.find(({ port }) => port === 'carts')
  expect(carts?.requests).toContain('POST /api/orders')
  expect(carts?.calls).toMatchObject({ change: 12 - 3 })
  expect(carts?.movesIn).toEqual({ step: '3a', to: 'session' })
})
