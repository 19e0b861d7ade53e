import { keysIn } from '../secrets/parse-secret.ts'
import type { SecretVersion } from '../secrets/secrets-reader.ts'

interface OrderOptions {
  readonly secretId: string
  readonly previous: SecretVersion | undefined
  /** How long a new key only verifies. */
  readonly settleSeconds: number
  /** How long the keys of the previous version verify although the current one has dropped them. */
  readonly overlapSeconds: number
  readonly now: number
}

// After a rotation, at `createdAt` of the current version:
//
//   0 ─── old key signs, new one verifies ───► settle ─── new key signs, old ones verify ───► overlap ─── current only
//
/**
 * The keys in the order in which they are to be used. For a while after a rotation the new key does not sign yet: the
 * instances learn of it one after the other, and a cookie signed with it would be forged in the eyes of the others.
 */
export function orderKeys(
  current: SecretVersion,
  { secretId, previous, settleSeconds, overlapSeconds, now }: OrderOptions,
): readonly string[] {
  const currentKeys = keysIn(secretId, current.text)
  const ageSeconds = (now - current.createdAt) / 1000
  if (!previous || ageSeconds >= overlapSeconds) return currentKeys
  const previousKeys = keysOrNone(secretId, previous)
  if (ageSeconds >= settleSeconds) return unique([...currentKeys, ...previousKeys])
  const settled = previousKeys.length > 0 ? previousKeys : currentKeys.slice(1)
  return unique([...settled, ...currentKeys])
}

/** A broken version is repaired by writing another; then the broken one is the previous, and nothing to stop at. */
function keysOrNone(secretId: string, { text }: SecretVersion): readonly string[] {
  try {
    return keysIn(secretId, text)
  } catch {
    return []
  }
}

const unique = (keys: readonly string[]) => [...new Set(keys)]
