import { randomUUID } from 'node:crypto'
import { address, freshEmail, goodPassword } from './samples.ts'

interface WriteOptions {
  readonly method?: string
  readonly json?: unknown
  /** Sent as it is, instead of `json`. */
  readonly body?: Buffer
  /** Of `body`. */
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** The Idempotency-Key; a new one for each write when not given. */
  readonly key?: string
}

/**
 * A browser over real connections: keeps cookies, sends the CSRF token and an Idempotency-Key. Several addresses are
 * asked in turn, as a balancer would.
 */
export function createFetchBrowser(...urls: readonly string[]) {
  let asked = 0
  const cookies = new Map<string, string>()
  let csrfToken = ''
  return { cookies, request, json, signUp, logIn, openSession, addToCart, logOut, checkOut }

  async function request(
    path: string,
    { method = 'GET', json, body, type, headers, signal, key = randomUUID() }: WriteOptions = {},
  ) {
    const answer = await fetch(`${urls[asked++ % urls.length]}${path}`, {
      redirect: 'manual',
      method,
      signal: signal ?? null,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method !== 'GET' && { 'x-csrf-token': csrfToken, 'idempotency-key': key }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(type && { 'content-type': type }),
        ...headers,
      },
      body: body ? new Uint8Array(body) : json === undefined ? null : JSON.stringify(json),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }

  async function json<T>(path: string) {
    return (await (await request(path)).json()) as T
  }

  async function openSession() {
    const session = await json<{ csrfToken: string; signedIn: boolean }>('/api/session')
    csrfToken = session.csrfToken
    return session
  }

  /** Resolves to the email. */
  async function signUp() {
    await openSession()
    const email = freshEmail()
    const account = { email, password: goodPassword, displayName: 'A Shopper' }
    await request('/api/accounts', { method: 'POST', json: account })
    await openSession()
    return email
  }

  async function logIn(email: string) {
    await openSession()
    const answer = await request('/api/session', { method: 'POST', json: { email, password: goodPassword } })
    await openSession()
    return answer
  }

  function addToCart(productId: string, quantity = 1) {
    return request('/api/cart/lines', { method: 'POST', json: { productId, quantity } })
  }

  function logOut() {
    return request('/api/session', { method: 'DELETE' })
  }

  async function checkOut(card: 'approved' | 'slow', { key }: Pick<WriteOptions, 'key'> = {}) {
    const { totalCents: expectedTotalCents } = await json<{ totalCents: number }>('/api/cart')
    return request('/api/orders', { method: 'POST', json: { address, card, expectedTotalCents }, key })
  }
}
