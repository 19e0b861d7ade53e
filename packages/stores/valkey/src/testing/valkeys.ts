import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startValkey, type ValkeyHandle } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { type ConnectValkeyOptions, connectValkey, type Valkey } from '../connection/connect-valkey.ts'

/** A real Valkey for one test file, and connections to it that end with it. */
export interface TestValkey extends AsyncDisposable {
  readonly server: ValkeyHandle
  connect(options?: Partial<ConnectValkeyOptions>): Valkey
}

export async function startTestValkey({ durable = false } = {}): Promise<TestValkey> {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-valkey-'))
  const group = createProcessGroup({ directory, temporary: true })
  const server = await startValkey({ name: 'test', durable, password: 'forThisTestOnly', group })
  const connections: Valkey[] = []
  return { server, connect, [Symbol.asyncDispose]: stop }

  function connect(options: Partial<ConnectValkeyOptions> = {}) {
    const { url, password } = server
    const connection = connectValkey({ url, password, name: 'test', service: 'cart store', ...options })
    connections.push(connection)
    return connection
  }

  async function stop() {
    await Promise.all(connections.map((connection) => connection.close()))
    await group.stopAll()
  }
}
