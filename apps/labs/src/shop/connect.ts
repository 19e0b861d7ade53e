import { createSecretsClient, createSecretsReader } from '@unsticky/secrets-manager'
import { connectStores } from '@unsticky/shop-stateless/connect-stores'
import type { Config } from '@unsticky/shop-step'
import { pino } from 'pino'

/** Connections for an attendee's files, as the shop makes them for its own. */
export function connect({ stateless }: Config) {
  if (!stateless) throw new Error('This lab needs the services, but its step is one without')
  const log = pino({ level: stateless.LOG_LEVEL, base: { instanceId: stateless.INSTANCE_ID } })
  const secrets = createSecretsReader({ client: createSecretsClient() })
  return { ...connectStores(stateless, { secrets, log }), settings: stateless }
}
