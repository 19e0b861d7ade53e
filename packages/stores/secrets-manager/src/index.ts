export { type AddCookieKeysOptions, addCookieKeys } from './add-cookie-keys.ts'
export { createManagedCookieKeys, type KeyLog, type ManagedCookieKeysOptions } from './managed-cookie-keys.ts'
export { type RotateCookieKeysOptions, rotateCookieKeys } from './rotate-cookie-keys.ts'
export { createSecretsClient } from './secrets-client.ts'
export {
  createSecretsReader,
  type SecretsReader,
  type SecretsReaderOptions,
  type SecretVersion,
} from './secrets-reader.ts'
