import type { CookieKeys } from '@unsticky/kernel'
import type { SecretsReader } from './secrets-reader.ts'

export interface ManagedCookieKeysOptions {
  readonly secrets: SecretsReader
  readonly secretId: string
  /** How often the secret is looked at for new keys. */
  readonly refreshSeconds?: number
  /** Told when a refresh failed; the keys stay as they are. */
  readonly onRefreshError?: (error: unknown) => void
}

interface CookieKeysSecret {
  /** Newest first. Old keys stay as long as a session may live, so that nobody is logged out by a rotation. */
  readonly keys: readonly string[]
}

/** Resolves once the keys are there. Throws one clear line when they are not: without keys no cookie is worth anything. */
export async function createManagedCookieKeys({
  secrets,
  secretId,
  refreshSeconds = 60,
  onRefreshError = () => {},
}: ManagedCookieKeysOptions): Promise<CookieKeys> {
  let keys = await readKeys().catch((cause) => {
    throw new Error(`Cannot start without the cookie keys in secret ${secretId}: ${cause.message}`, { cause })
  })
  const timer = setInterval(refresh, refreshSeconds * 1000)
  timer.unref()
  const close = async () => clearInterval(timer)
  return { livesIn: { kind: 'shared', name: 'Secrets Manager' }, current: () => keys, close }

  async function readKeys() {
    const { keys } = await secrets.read<CookieKeysSecret>(secretId)
    const areUsable =
      Array.isArray(keys) &&
      keys.length > 0 &&
      keys.every((key) => typeof key === 'string' && key.length >= 32)
    if (!areUsable) throw new Error('it holds no list "keys" of texts with at least 32 characters')
    return keys
  }

  async function refresh() {
    try {
      const fresh = await readKeys()
      // The same list object as long as nothing changed, so that whoever derived something from it keeps that.
      if (fresh.join() !== keys.join()) keys = fresh
    } catch (error) {
      onRefreshError(error)
    }
  }
}
