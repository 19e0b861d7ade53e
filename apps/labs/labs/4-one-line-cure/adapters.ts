import type { ShopSessionStore } from '@unsticky/http'
import { createMemoryCartStore } from '@unsticky/in-process'
import type { Valkey } from '@unsticky/valkey'
import { loadFile, loadFunction } from '../../src/check/load-file.ts'
import { connect } from '../../src/shop/connect.ts'
import type { MakeAdapters } from '../../src/shop/make-adapters.type.ts'

/** What the attendee's file exports. */
export type CreateSessions = (options: {
  readonly valkey: Valkey
  readonly idleTimeoutSeconds: number
}) => ShopSessionStore

const file = 'session-store.ts'

export const makeAdapters: MakeAdapters = async (folder, { config, given }) => {
  const create = await loadFunction<CreateSessions>(folder, { file, name: 'createSessions' })
  const { sessions, settings } = connect(config)
  const store = create({ valkey: sessions(), idleTimeoutSeconds: settings.SESSION_IDLE_SECONDS })
  // Before the move the carts are a Map beside the sessions (step 2). Who moves the sessions takes the cart along inside
  // them (step 3a), which is what the base of this lab does.
  const isInProcess = store.livesIn.kind === 'in-process'
  const isNaive = 'inSession' in given.carts
  return { sessions: store, ...(isInProcess && isNaive && { carts: createMemoryCartStore() }) }
}

/** The balancer is as the attendee says; what is no routing is round robin. */
export async function routingOf(folder: string): Promise<'sticky' | 'round-robin'> {
  const { routing } = await loadFile<{ routing?: string }>(folder, file)
  return routing === 'sticky' ? 'sticky' : 'round-robin'
}
