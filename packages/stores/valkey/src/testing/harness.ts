import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'
import { startTestValkey, type TestValkey } from './valkeys.ts'

interface HarnessOptions {
  /** An append-only file, as for carts. */
  readonly durable?: boolean
}

/** A contract harness on a real Valkey of its own; `create` makes an instance's store on a connection of its own. */
export function valkeyHarness<Store>(
  create: (valkey: TestValkey, now: () => number) => Store,
  { durable = false }: HarnessOptions = {},
) {
  let valkey: TestValkey
  beforeAll(async () => {
    valkey = await startTestValkey({ durable })
  })
  afterAll(() => valkey[Symbol.asyncDispose]())
  return { open }

  async function open() {
    let ahead = 0
    const now = () => Date.now() + ahead
    return {
      store: create(valkey, now),
      reopen: async () => create(valkey, now),
      now,
      /** Moves the app's clock. Valkey's own, which decides on leases and windows, is waited for when it is short. */
      async advance(milliseconds: number) {
        ahead += milliseconds
        if (milliseconds < 5000) await sleep(milliseconds)
      },
      breakService: () => valkey.server.freeze(),
      close: () => valkey.server.thaw(),
    }
  }
}
