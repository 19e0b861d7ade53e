/** As a process, because what it looks into is the memory of the process it runs in. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { PlainRow } from '../inventory/read-inventory.ts'
import type { InventoryRow } from '../inventory/take-inventory.ts'

const program = fileURLToPath(new URL('../step.ts', import.meta.url))
const step = (...args: readonly string[]) => promisify(execFile)(process.execPath, [program, ...args])

it('reads step 0 from its source: every piece with its lines, and nothing of ports or memory adapters', async () => {
  const { stdout } = await step('inventory', '0', '--json')
  const { pieces } = JSON.parse(stdout) as { pieces: readonly PlainRow[] }
  const text = (await step('inventory', '0')).stdout

  expect(pieces).toHaveLength(11)
  expect(pieces.filter(({ lines }) => lines.length === 0)).toEqual([])
  expect(pieces.map(({ movesIn }) => movesIn?.step)).not.toContain('3a')
  expect(pieces.find(({ piece }) => piece === 'orders')?.movesIn).toEqual({ step: '4', to: 'DynamoDB' })
  expect(text).toMatch(/apps\/shop-stateful\/src\/cart\.ts:\d+/)
  expect(text).not.toContain('(memory)')
})

it('answers for every piece of state of step 1 from what it holds after three shoppers', async () => {
  const { stdout } = await step('inventory', '1', '--json')
  const { pieces } = JSON.parse(stdout) as { pieces: readonly InventoryRow[] }

  const heldBy = (port: string) => pieces.find((piece) => piece.port === port)?.inMemory ?? []
  const entriesOf = (port: string, name: string) =>
    heldBy(port).find((collection) => collection.name === name)?.entries
  expect(pieces).toHaveLength(11)
  expect(pieces.every(({ kind }) => kind === 'in-process')).toBe(true)
  expect(entriesOf('identity', 'accounts')).toBe(3)
  expect(entriesOf('carts', 'carts')).toBe(6) // three guests, emptied by the merge, and three accounts
  expect(entriesOf('orders', 'orders')).toBe(3)
  expect(entriesOf('files', 'files')).toBe(3)
  const carts = pieces.find(({ port }) => port === 'carts')
  expect(carts?.requests).toContain('POST /api/orders')
  // Each of the three adds once as a guest and once with an account; a checkout changes the cart once or twice.
  expect(carts?.calls.change).toBeGreaterThanOrEqual(9)
  expect(carts?.movesIn).toEqual({ step: '3b', to: 'Valkey' })
  expect(pieces.map(({ movesIn }) => movesIn?.step)).not.toContain('3a')
})
