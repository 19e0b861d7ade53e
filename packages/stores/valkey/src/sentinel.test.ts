/** A primary that Sentinels name, and what a shop sees when another one becomes it. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { UnavailableError } from '@unsticky/kernel'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectValkey, createValkeyCartStore } from './index.ts'
import { password, primaryName, startWatchedPair } from './testing/sentinel.ts'

let group: ProcessGroup
let pair: Awaited<ReturnType<typeof startWatchedPair>>
let carts: ReturnType<typeof createValkeyCartStore>
beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-valkey-sentinel-'))
  group = createProcessGroup({ directory, temporary: true })
  pair = await startWatchedPair(group)
  const common = { name: 'sentinel', service: 'cart store', mode: 'sentinel', primaryName } as const
  carts = createValkeyCartStore({ redis: connectValkey({ url: pair.url, password, ...common }) })
}, 180_000)
afterAll(async () => {
  await carts?.close()
  pair?.stop()
  await group.stopAll()
})

const shopper = `account_${crypto.randomUUID()}`

/** Adds one product after the other, each until it is acknowledged. Resolves to what went wrong on the way. */
async function addUntilAcknowledged(productIds: readonly string[]) {
  const failures: unknown[] = []
  for (const productId of productIds) {
    const add = { kind: 'add', productId, quantity: 1, priceCents: 100 } as const
    const key = crypto.randomUUID()
    const isAcknowledged = () =>
      carts.change(shopper, add, { key }).then(
        () => true,
        (error) => {
          failures.push(error)
          return false
        },
      )
    for (const end = Date.now() + 90_000; !(await isAcknowledged()); await sleep(100))
      if (Date.now() > end) throw new Error(`${productId} was never acknowledged`, { cause: failures.at(-1) })
  }
  return failures
}

const productsOf = async () => (await carts.load(shopper)).lines.map(({ productId }) => productId).toSorted()

describe('carts on a primary that a Sentinel names', { timeout: 240_000 }, () => {
  it('R15 are served by the new primary after a planned failover, with all that was in them', async () => {
    await addUntilAcknowledged(['a1', 'a2', 'a3'])
    await pair.allFollow()

    await pair.failOver()
    const failures = await addUntilAcknowledged(['b1', 'b2'])

    for (const failure of failures) expect(failure).toBeInstanceOf(UnavailableError)
    expect(await productsOf()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2'])
  })

  it('R16 come back when the primary is killed: an outage meanwhile, and all that the replica had', async () => {
    await pair.allFollow()
    const { process: victim } = await pair.primary()

    victim.signal('SIGKILL')
    const failures = await addUntilAcknowledged(['c1', 'c2'])

    expect(failures.length).toBeGreaterThan(0)
    for (const failure of failures) expect(failure).toBeInstanceOf(UnavailableError)
    expect(await productsOf()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1', 'c2'])
  })
})
