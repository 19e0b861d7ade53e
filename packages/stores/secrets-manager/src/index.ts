export { createSecretsClient } from './connection/secrets-client.ts'
export { type AddCookieKeysOptions, addCookieKeys } from './cookie-keys/add-cookie-keys.ts'
export {
  createManagedCookieKeys,
  type KeyLog,
  type ManagedCookieKeysOptions,
} from './cookie-keys/cookie-keys.ts'
export { type RotateCookieKeysOptions, rotateCookieKeys } from './cookie-keys/rotate-cookie-keys.ts'
export {
  createSecretsReader,
  type SecretsReader,
  type SecretsReaderOptions,
  type SecretVersion,
} from './secrets/secrets-reader.ts'
