import { createHmac, timingSafeEqual } from 'node:crypto'
import { Signer } from '@fastify/cookie'
import type { CookieKeys } from '@unsticky/kernel'
import { LRUCache } from 'lru-cache'

/** What was signed and verified last, so that a shopper's every request does not cost a signature. Bounded, to throw away. */
const remembered = 1000

/** Signs with the newest key and verifies with every current one, so that keys change while the shop runs. */
export function createSigner(keys: CookieKeys) {
  let made = derive([])
  return {
    sign: (value: string) => current().sign(value),
    unsign: (input: string) => current().unsign(input),
    token: (subject: string) => current().token(subject),
    isToken,
  }

  /** Everything derived from keys goes with them. */
  function current() {
    const now = keys.current()
    if (made.keys !== now) made = derive(now)
    return made
  }

  function isToken(candidate: string, subject: string) {
    if (isEqual(candidate, current().token(subject))) return true
    return keys.current().some((key) => isEqual(candidate, hmac(key, subject)))
  }
}

export type ShopSigner = ReturnType<typeof createSigner>

function derive(keys: readonly string[]) {
  const signer = new Signer([...(keys.length > 0 ? keys : ['none'])])
  return {
    keys,
    sign: remember((value: string) => signer.sign(value)),
    // Only what is valid is remembered, or anybody could fill the memory with forgeries.
    unsign: remember(
      (input: string) => signer.unsign(input),
      ({ valid }) => valid,
    ),
    /** A token that only we can make for `subject`; the same until the keys change. */
    token: remember((subject: string) => hmac(keys[0] ?? '', subject)),
  }
}

function remember<Result extends object | string>(
  compute: (input: string) => Result,
  isWorthIt: (result: Result) => boolean = () => true,
) {
  const results = new LRUCache<string, Result>({ max: remembered })
  return (input: string): Result => {
    const known = results.get(input)
    if (known !== undefined) return known
    const result = compute(input)
    if (isWorthIt(result)) results.set(input, result)
    return result
  }
}

/** The purpose is part of what is signed, so that a token is good for nothing else. */
const hmac = (key: string, subject: string) =>
  createHmac('sha256', key).update(`csrf:${subject}`).digest('base64url')

function isEqual(a: string, b: string) {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
