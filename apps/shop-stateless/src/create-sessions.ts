import { createDynamoSessionStore, type DynamoClient } from '@unsticky/dynamodb'
import { createFileSessionStore } from '@unsticky/files'
import type { ShopAdapters } from '@unsticky/http'
import type { Now } from '@unsticky/kernel'
import { createValkeySessionStore } from '@unsticky/valkey'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Stores } from './connect-stores.ts'

interface SessionStoreClients {
  readonly stores: Stores
  readonly client: DynamoClient
  readonly log: Logger
  readonly now: Now
}

/** The session store that SHOP_SESSION_STORE names. */
export function createSessions(
  config: Config,
  { stores, client, log, now }: SessionStoreClients,
): ShopAdapters['sessions'] {
  const idleTimeoutSeconds = config.SESSION_IDLE_SECONDS
  switch (config.SHOP_SESSION_STORE) {
    case 'elasticache':
      return createValkeySessionStore({ redis: stores.sessions(), idleTimeoutSeconds, now })
    case 'memorydb': {
      const place = 'Valkey (sessions, append-only file)'
      return createValkeySessionStore({
        redis: stores.durableSessions(),
        idleTimeoutSeconds,
        now,
        // Every start of the idle time is a write, for which MemoryDB waits until it is in its log.
        touchEverySeconds: 60,
        place,
      })
    }
    case 'dynamodb':
      return createDynamoSessionStore({ client, table: config.SHOP_SESSIONS_TABLE, idleTimeoutSeconds, now })
    case 'efs':
      return createFileSessionStore({ folder: config.SHOP_SESSIONS_FOLDER, idleTimeoutSeconds, log, now })
  }
}
