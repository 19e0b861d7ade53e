/** A Valkey of its own for a suite: it may be frozen, and what a shop keeps is in another one. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startValkey, type ValkeyHandle } from '@unsticky/local-cloud'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { connectValkey, type Valkey } from '@unsticky/valkey'
import { afterAll, beforeAll } from 'vitest'

/** More patience than the shop has: a laptop that does other work, too, is no reason for a verdict. */
const commandTimeoutMs = 2000

export interface SuiteTools {
  readonly valkey: Valkey
  readonly now: () => number
}

/** A harness for the contract suites: every store is an instance's, on a connection of its own. */
export function suiteValkey<Store>(create: (tools: SuiteTools) => Store) {
  let group: ProcessGroup
  let server: ValkeyHandle
  const connections: Valkey[] = []
  beforeAll(async () => {
    group = createProcessGroup({
      directory: mkdtempSync(join(tmpdir(), 'unsticky-lab-valkey-')),
      temporary: true,
    })
    server = await startValkey({ name: 'lab', durable: false, password: 'forThisLabOnly', group })
  })
  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()))
    await group.stopAll()
  })
  return { open, connect }

  /** A connection that ends with the suite. */
  function connect() {
    const { url, password } = server
    const connection = connectValkey({ url, password, name: 'lab', service: 'lab store', commandTimeoutMs })
    connections.push(connection)
    return connection
  }

  async function open() {
    let ahead = 0
    const now = () => Date.now() + ahead
    return {
      store: create({ valkey: connect(), now }),
      reopen: async () => create({ valkey: connect(), now }),
      now,
      /** Moves the app's clock. Valkey's own is waited for when it is short. */
      async advance(milliseconds: number) {
        ahead += milliseconds
        if (milliseconds < 5000) await sleep(milliseconds)
      },
      breakService: () => server.freeze(),
      close: () => server.thaw(),
    }
  }
}
