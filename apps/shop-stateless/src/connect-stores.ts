import type { SecretsReader } from '@unsticky/secrets-manager'
import { type ConnectValkeyOptions, connectValkey, type Valkey } from '@unsticky/valkey'
import type { Logger } from 'pino'
import type { Config } from './config.ts'

interface StoreDependencies {
  readonly secrets: SecretsReader
  readonly log: Logger
}

/**
 * Connections to the two Valkeys, each opened when it is first asked for. The passwords come from Secrets Manager and
 * are asked for anew, not from the reader's copy, because Valkey refusing the old one is how a rotation shows.
 */
export function connectStores(config: Config, { secrets, log }: StoreDependencies) {
  const { INSTANCE_ID } = config
  const passwordIn = (secretId: string) => async () =>
    (await secrets.read<{ password: string }>(secretId, { fresh: true })).password
  const sessionsValkey = {
    url: config.SHOP_VALKEY_SESSIONS_URL,
    mode: config.SHOP_VALKEY_SESSIONS_MODE,
    primaryName: config.SHOP_VALKEY_SENTINEL_NAME,
    password: passwordIn(config.SHOP_VALKEY_SESSIONS_SECRET),
    service: 'session store',
    log,
  }
  const cartsValkey = {
    url: config.SHOP_VALKEY_CARTS_URL,
    mode: config.SHOP_VALKEY_CARTS_MODE,
    primaryName: config.SHOP_VALKEY_SENTINEL_NAME,
    password: passwordIn(config.SHOP_VALKEY_CARTS_SECRET),
    service: 'cart store',
    log,
  }
  return {
    sessions: once({ ...sessionsValkey, name: `${INSTANCE_ID} sessions` }),
    carts: once({ ...cartsValkey, name: `${INSTANCE_ID} carts` }),
    /** For who wants sessions that outlive their server. */
    durableSessions: once({ ...cartsValkey, service: 'session store', name: `${INSTANCE_ID} sessions` }),
    subscriber: once({ ...sessionsValkey, name: `${INSTANCE_ID} cart updates` }),
  }
}

export type Stores = ReturnType<typeof connectStores>

function once(options: ConnectValkeyOptions): () => Valkey {
  let valkey: Valkey | undefined
  return () => {
    valkey ??= connectValkey(options)
    return valkey
  }
}
