/** What a team does first and regrets: the session as the library stores it, with the cart in it (step 3a). */

import type { AdapterMakers } from '@unsticky/http'
import { createSessionCarts } from '@unsticky/in-process/session-carts'
import { systemNow as now } from '@unsticky/kernel'
import { createSecretsClient, createSecretsReader } from '@unsticky/secrets-manager'
import type { Config as StatelessConfig } from '@unsticky/shop-stateless/config'
import { connectStores } from '@unsticky/shop-stateless/connect-stores'
import { createUnguardedSessionStore } from '@unsticky/valkey/unguarded-sessions'
import { pino } from 'pino'

export function naiveAdapters(
  config: StatelessConfig | undefined,
): Pick<AdapterMakers, 'sessions' | 'carts'> {
  return { sessions, carts: () => createSessionCarts({ now }) }

  function sessions() {
    if (!config) throw new Error('Sessions outside of the process need the settings of the services')
    const log = pino({ level: config.LOG_LEVEL, base: { instanceId: config.INSTANCE_ID } })
    const secrets = createSecretsReader({ client: createSecretsClient() })
    return createUnguardedSessionStore({
      redis: connectStores(config, { secrets, log }).sessions(),
      idleTimeoutSeconds: config.SESSION_IDLE_SECONDS,
    })
  }
}
