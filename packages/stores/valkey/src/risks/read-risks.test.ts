import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestValkey, type TestValkey } from '../testing/valkeys.ts'
import { readRisks } from './read-risks.ts'

let valkey: TestValkey
beforeAll(async () => {
  valkey = await startTestValkey({ durable: true })
})
afterAll(() => valkey[Symbol.asyncDispose]())

const carts = { keeps: 'carts', mode: 'single' } as const
const set = (name: string, value: string) => valkey.connect().ask((redis) => redis.config('SET', name, value))

describe('what a Valkey does not promise', () => {
  it('is little for the one that keeps carts here: it has no replica', async () => {
    expect(await readRisks(valkey.connect(), carts)).toEqual([
      { severity: 'info', text: expect.stringContaining('no replica') },
    ])
  })

  it.each(['volatile-lru', 'allkeys-lfu', 'volatile-ttl'])('is carts, with the policy %s', async (policy) => {
    await set('maxmemory-policy', policy)

    const risks = await readRisks(valkey.connect(), carts)
    const ofSessions = await readRisks(valkey.connect(), { ...carts, keeps: 'sessions' })
    await set('maxmemory-policy', 'noeviction')

    expect(risks).toContainEqual({ severity: 'refuse', text: expect.stringContaining(policy) })
    expect(ofSessions).toContainEqual({ severity: 'warn', text: expect.stringContaining(policy) })
  })

  it('is carts after a restart, without an append-only file', async () => {
    await set('appendonly', 'no')

    const risks = await readRisks(valkey.connect(), carts)
    await set('appendonly', 'yes')

    expect(risks).toContainEqual({ severity: 'warn', text: expect.stringContaining('append-only file') })
  })
})
