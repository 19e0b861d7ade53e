import type { CallbackSessionStore } from '@unsticky/kernel'
import { describeSessionStore } from '@unsticky/testkit'
import { expect, it } from 'vitest'
import { loadFunction } from '../../src/check/load-file.ts'
import { suiteValkey } from '../../src/check/suite-valkey.ts'
import type { CreateSessions } from './adapters.ts'

const idleTimeoutSeconds = 1800

export async function contract(folder: string): Promise<void> {
  const create = await loadFunction<CreateSessions>(folder, {
    file: 'session-store.ts',
    name: 'createSessions',
  })
  const harness = suiteValkey(({ valkey }) => {
    const { store, close } = create({ valkey, idleTimeoutSeconds })
    // The suite closes what has a `close`; the callbacks of the frameworks have none.
    return { get: store.get, set: store.set, destroy: store.destroy, close }
  })
  const cannot = { expiry: 'in this lab Valkey keeps the time, and nobody waits half an hour for it' }
  describeSessionStore('yours', { open: harness.open, cannot })

  it('leaves nothing in Valkey that lives for ever', async () => {
    const { store } = await harness.open()
    const id = crypto.randomUUID()
    await done((callback) => store.set(id, { cookie: { originalMaxAge: null } }, callback))
    await done((callback) => store.destroy(id, callback))
    const watching = harness.connect()

    const keys = await watching.ask((redis) => redis.keys('*'))
    const lifetimes = await Promise.all(keys.map((key) => watching.ask((redis) => redis.ttl(key))))

    expect(keys.filter((_, index) => lifetimes[index] === -1)).toEqual([])
  })
}

const done = (action: (callback: Parameters<CallbackSessionStore['destroy']>[1]) => void) =>
  new Promise<void>((resolve, reject) => action((error) => (error ? reject(error) : resolve())))
