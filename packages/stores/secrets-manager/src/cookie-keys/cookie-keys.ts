import { type CookieKeys, UnavailableError } from '@unsticky/kernel'
import { keysIn } from '../secrets/parse-secret.ts'
import { repeatInBackground } from '../secrets/repeat-in-background.ts'
import type { SecretsReader, SecretVersion } from '../secrets/secrets-reader.ts'
import { createKeyRing } from './key-ring.ts'

export interface KeyLog {
  warn(message: string): void
  info(message: string): void
}

export interface ManagedCookieKeysOptions {
  readonly secrets: SecretsReader
  /** A secret of the shape `{"keys": ["…"]}`, newest first. */
  readonly secretId: string
  /** How often the secret is looked at. */
  readonly refreshSeconds?: number
  /** How long a new key only verifies; longer than every instance needs to learn of it. */
  readonly settleSeconds?: number
  /** How long a key verifies on that a rotation dropped; longer than a session can live. */
  readonly overlapSeconds?: number
  /** Milliseconds since some moment; a wall clock that is wrong, or is put right, must not settle a key. */
  readonly elapsed?: () => number
  /** Hears of an outage once when it begins and once when it ends. */
  readonly log?: KeyLog
}

const silent: KeyLog = { warn: () => {}, info: () => {} }

/**
 * Cookie keys out of Secrets Manager. Rejects when there are none at the start: a shop that made up keys of its own
 * would log everybody out. Later it keeps the last good ones, whatever happens to the secret. Closes `secrets` too.
 */
export async function createManagedCookieKeys({
  secrets,
  secretId,
  refreshSeconds = 30,
  settleSeconds = 2 * refreshSeconds + 10,
  overlapSeconds = 24 * 60 * 60,
  elapsed = () => performance.now(),
  log = silent,
}: ManagedCookieKeysOptions): Promise<CookieKeys> {
  const ring = createKeyRing({ settleMs: settleSeconds * 1000, overlapMs: overlapSeconds * 1000, elapsed })
  // state-audit-ignore: a copy of what Secrets Manager holds, read anew twice a minute; old keys stay valid meanwhile
  let keys = await load().catch(refuseToStart)
  let isOut = false
  const refreshing = repeatInBackground(refresh, { everySeconds: refreshSeconds })
  return { livesIn: { kind: 'shared', name: 'Secrets Manager' }, current: () => keys, close }

  async function load() {
    const [current, previous] = await Promise.all([
      secrets.readVersion(secretId, 'AWSCURRENT'),
      secrets.readVersion(secretId, 'AWSPREVIOUS'),
    ])
    if (!current) throw new Error(`there is no secret ${secretId}`)
    return ring.see({
      current: { keys: keysIn(secretId, current.text), ageMs: current.ageMs },
      previous: previous && { keys: keysOrNone(secretId, previous), ageMs: previous.ageMs },
    })
  }

  async function refresh() {
    try {
      keys = await load()
      if (isOut) log.info('The cookie keys can be read again')
      isOut = false
    } catch (error) {
      if (!isOut) log.warn(`The cookie keys cannot be read, the last ones are used on: ${messageOf(error)}`)
      isOut = true
    }
  }

  function refuseToStart(error: unknown): never {
    // Passes by itself: whoever starts a shop waits for it.
    if (error instanceof UnavailableError) throw error
    throw new Error(`There are no cookie keys to start with: ${messageOf(error)}`, { cause: error })
  }

  async function close() {
    refreshing.stop()
    await secrets.close()
  }
}

/** A broken version is repaired by writing another; then the broken one is the previous, and nothing to stop at. */
function keysOrNone(secretId: string, { text }: SecretVersion): readonly string[] {
  try {
    return keysIn(secretId, text)
  } catch {
    return []
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
