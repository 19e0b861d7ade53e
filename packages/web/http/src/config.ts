import envSchema from 'env-schema'
import { type Static, type TObject, type TProperties, Type } from 'typebox'
import { bootId } from './boot-id.ts'
import { readParts } from './shop-parts.ts'

/** Every setting of a shop instance, with defaults that run on a laptop. This is the only place that reads the environment. */
export const SettingsSchema = Type.Object({
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65535, description: '0 picks a free port' }),
  HOST: Type.String({ default: '127.0.0.1' }),
  INSTANCE_ID: Type.String({
    pattern: '^[A-Za-z0-9-]{1,40}$',
    description:
      'Names this instance in headers, logs and leases; a random one when not given: in containers every process has the same number',
  }),
  PUBLIC_ORIGIN: Type.String({
    default: 'self',
    description:
      'Where browsers reach the shop: https://shop.example, several separated by commas. "self": whatever loopback address they asked.',
  }),
  COOKIE_TAG: Type.String({
    default: '',
    pattern: '^[A-Za-z0-9]{0,20}$',
    description:
      'Ends the names of the cookies, so that two shops on one host do not share them; made from the port of PUBLIC_ORIGIN when empty. The same for all instances',
  }),
  LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { default: 'info' }),
  TRUSTED_PROXIES: Type.String({
    default: '127.0.0.1/32,::1/128',
    pattern: '^[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*$',
    description:
      'CIDR list of balancers whose X-Forwarded-For is believed, if they overwrite it or append to it',
  }),
  TRUSTED_HOPS: Type.Integer({
    default: 1,
    minimum: 1,
    maximum: 5,
    description:
      'How many proxies of ours a request passes, each of which appends one address: 2 behind CloudFront and a balancer',
  }),
  FORWARDED_PROTO_HEADER: Type.String({
    default: 'x-forwarded-proto',
    pattern: '^[a-z][a-z-]*$',
    description:
      'Where a proxy says how the browser came; "cloudfront-forwarded-proto" where CloudFront asks the balancer by http',
  }),
  DRAIN_SECONDS: Type.Number({
    default: 2,
    minimum: 0,
    description: 'Between "not ready" and closing; longer than health check interval × threshold',
  }),
  GRACE_SECONDS: Type.Number({ default: 20, minimum: 1, description: 'After this a stop is forced' }),
  SESSION_IDLE_SECONDS: Type.Integer({ default: 1800, minimum: 1 }),
  SESSION_ABSOLUTE_SECONDS: Type.Integer({ default: 43200, minimum: 1 }),
  ACCOUNT_CHECK_SECONDS: Type.Integer({
    default: 60,
    minimum: 1,
    description:
      'How long, at most, an account is still in after it was disabled, deleted or signed out everywhere',
  }),
  SESSION_PLUGIN: Type.Enum(['fastify-session', 'lean'], {
    default: 'fastify-session',
    description: '"lean" is our own, faster one; both read the same sessions. See docs/adr/0015',
  }),
  LOGIN_ATTEMPTS_PER_ACCOUNT: Type.Integer({ default: 10, minimum: 1, description: 'Per 15 minutes' }),
  LOGIN_ATTEMPTS_PER_ADDRESS: Type.Integer({
    default: 100,
    minimum: 1,
    description: 'Per 15 minutes; as many refreshes and as many revocations of tokens',
  }),
  SIGN_UPS_PER_ADDRESS: Type.Integer({ default: 60, minimum: 1, description: 'Per hour' }),
  WRITES_PER_VISITOR: Type.Integer({
    default: 300,
    minimum: 1,
    description: 'Per 15 minutes, of a guest or an account',
  }),
  GUEST_WRITES_PER_ADDRESS: Type.Integer({
    default: 3000,
    minimum: 1,
    description: 'Per hour, of all guests behind an address: a new guest costs nothing',
  }),
  UPLOADS_PER_ACCOUNT: Type.Integer({ default: 20, minimum: 1, description: 'Per 15 minutes' }),
  STREAMS_PER_VISITOR: Type.Integer({
    default: 8,
    minimum: 1,
    description:
      'Live updates that one instance sends to a visitor at a time; twenty times as many to an address',
  }),
  STREAM_SECONDS: Type.Number({
    default: 1830,
    minimum: 0.1,
    description:
      'After this a live update ends and the browser comes back. Longer than the idle timeout, or an open page would keep a session alive',
  }),
  OVERLOAD_DELAY_MS: Type.Number({
    default: 1000,
    minimum: 0,
    description:
      'So late may the event loop be, again and again, before requests are refused with 503; 0: never',
  }),
  REMINDER_SECONDS: Type.Number({
    default: 30,
    minimum: 0.1,
    description: 'Between two rounds of the reminder',
  }),
  REMINDER_IDLE_SECONDS: Type.Number({ default: 3600, minimum: 0 }),
  BETWEEN_REQUESTS: Type.Enum(['running', 'frozen'], {
    default: 'running',
    description:
      '"frozen" on AWS Lambda: no stream stays open, devices ask for their cart, the reminder is called from outside',
  }),
  SHOP_PARTS: Type.String({
    default: 'all',
    description:
      'Which parts this instance serves: "all", or some of catalogue, cart, accounts, orders, pages',
  }),
  PICTURE_ORIGINS: Type.String({
    default: '',
    description: 'Origins of the file store, separated by spaces',
  }),
})

export type Settings = Static<typeof SettingsSchema>

/**
 * Reads the settings that every shop has and, with `own`, those of one app: converted and with defaults. Throws one
 * error that names every problem.
 */
export function loadSettings<Own extends TProperties = Record<never, never>>(
  env: NodeJS.ProcessEnv = process.env,
  own?: Own,
): Settings & Static<TObject<Own>> {
  const settings = envSchema<Settings & Static<TObject<Own>>>({
    schema: Type.Object({ ...SettingsSchema.properties, ...own }),
    data: { ...env, INSTANCE_ID: env.INSTANCE_ID ?? `i-${bootId}` },
    env: false,
    dotenv: false,
  })
  assertOrigins(originsOf(settings.PUBLIC_ORIGIN))
  readParts(settings.SHOP_PARTS)
  return settings
}

/** The origins that PUBLIC_ORIGIN names; "self" may be one of them. */
export const originsOf = (publicOrigin: string): readonly string[] =>
  publicOrigin.split(',').map((origin) => origin.trim())

/** Cookies without `Secure` may only go where nobody listens: plain http is refused for any host but loopback. */
function assertOrigins(origins: readonly string[]) {
  for (const origin of origins) {
    if (origin === 'self' || isHttps(origin) || isLoopbackOrigin(origin)) continue
    throw new Error(
      `PUBLIC_ORIGIN must be "self", https://… or http://127.0.0.1:…, without a path; it is "${origin}"`,
    )
  }
  if (origins.some(isHttps) && !origins.every(isHttps))
    throw new Error('PUBLIC_ORIGIN cannot be https and http at once: a cookie is either Secure or it is not')
}

function isHttps(origin: string) {
  const url = URL.parse(origin)
  return url?.origin === origin && url.protocol === 'https:'
}

function isLoopbackOrigin(origin: string) {
  const url = URL.parse(origin)
  return url?.origin === origin && url.protocol === 'http:' && isLoopbackHost(url.hostname)
}

export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)

/** Only behind https can cookies be `Secure` and carry the `__Host-` prefix. */
export const isSecure = ({ PUBLIC_ORIGIN }: Pick<Settings, 'PUBLIC_ORIGIN'>): boolean =>
  originsOf(PUBLIC_ORIGIN).every(isHttps)
