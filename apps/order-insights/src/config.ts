import envSchema from 'env-schema'
import { type Static, Type } from 'typebox'

/** Every setting of the service. Region, credentials and endpoint are read by the AWS SDK itself. */
const SettingsSchema = Type.Object({
  PORT: Type.Integer({ default: 3100, minimum: 0, maximum: 65535, description: '0 picks a free port' }),
  HOST: Type.String({ default: '127.0.0.1' }),
  LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { default: 'info' }),
  SHOP_ORDERS_TABLE: Type.String({ minLength: 1, description: 'The table whose stream is read' }),
  INSIGHTS_TABLE: Type.String({
    default: 'order-insights',
    minLength: 1,
    description: 'A table of this service; made at the start if it is not there',
  }),
})

export type Settings = Static<typeof SettingsSchema>

/** Throws one error that names every problem. */
export const loadConfig = (env = process.env): Settings =>
  envSchema<Settings>({ schema: SettingsSchema, data: env, dotenv: false })
