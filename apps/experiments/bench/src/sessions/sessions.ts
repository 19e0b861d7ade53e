import { promisify } from 'node:util'
import type { CallbackSessionStore } from '@unsticky/kernel'

/** The methods of a session store as promises. */
export type Sessions = ReturnType<typeof inPromises>

export function inPromises({ get, set, destroy }: CallbackSessionStore) {
  return { get: promisify(get), set: promisify(set), destroy: promisify(destroy) }
}

/** A session of 600 bytes, as the price table assumes: account, creation time, a CSRF secret, and some to spare. */
export const sampleSession = () => ({
  cookie: { originalMaxAge: null, httpOnly: true, path: '/', sameSite: 'lax' },
  accountId: 'account_019ab000-0000-7000-8000-000000000000',
  createdAt: Date.now(),
  csrfSecret: 'x'.repeat(404),
})
