import { createHmac, timingSafeEqual } from 'node:crypto'
import { Signer } from '@fastify/cookie'
import type { CookieKeys } from '@unsticky/kernel'

/** Signs with the newest key and verifies with every current one, so that keys change while the shop runs. */
export function createSigner(keys: CookieKeys) {
  let made: { keys: readonly string[]; signer: Signer } | undefined
  return {
    sign: (value: string) => current().sign(value),
    unsign: (input: string) => current().unsign(input),
    token,
    isToken,
  }

  function current() {
    const now = keys.current()
    if (made?.keys !== now) made = { keys: now, signer: new Signer([...now]) }
    return made.signer
  }

  /** A token that only we can make for `subject`; the same until the keys change. */
  function token(subject: string) {
    return hmac(keys.current()[0] ?? '', subject)
  }

  function isToken(candidate: string, subject: string) {
    return keys.current().some((key) => isEqual(candidate, hmac(key, subject)))
  }
}

export type ShopSigner = ReturnType<typeof createSigner>

/** The purpose is part of what is signed, so that a token is good for nothing else. */
const hmac = (key: string, subject: string) =>
  createHmac('sha256', key).update(`csrf:${subject}`).digest('base64url')

function isEqual(a: string, b: string) {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
