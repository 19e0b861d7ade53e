import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryCartStore } from '@unsticky/in-process'
import { startValkey } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { connectValkey, createValkeyCartArchive, createValkeyCartStore } from '@unsticky/valkey'
import { createGate, type Mode } from '../gate.ts'
import { createHandovers, type LocalArchives } from '../handovers.ts'
import { createMigratingCartStore } from '../migrating-cart-store.ts'

/** A real Valkey, and instances of the before on their way to it. */
export async function startCartStage() {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-migration-'))
  const group = createProcessGroup({ directory, temporary: true })
  const server = await startValkey({ name: 'carts', durable: true, password: 'forThisTestOnly', group })
  return { server, openInstance, [Symbol.asyncDispose]: () => group.stopAll() }

  /** One instance: its memory, its connection, its gate. */
  async function openInstance({ mode = 'off', now = Date.now }: { mode?: Mode; now?: () => number } = {}) {
    const { url, password } = server
    const redis = connectValkey({ url, password, name: 'test', service: 'cart store' })
    const old = createMemoryCartStore({ now })
    const next = createValkeyCartStore({ redis, now })
    const gate = createGate()
    const archives = { carts: createValkeyCartArchive({ redis, now }) } as never
    const { carts: handover } = createHandovers({ carts: old.archive } as unknown as LocalArchives, archives)
    const store = createMigratingCartStore({ gate, old, next, handover, now })
    await gate.switchTo(mode)
    return { store, old, next, gate, handover }
  }
}

export type CartStage = Awaited<ReturnType<typeof startCartStage>>
