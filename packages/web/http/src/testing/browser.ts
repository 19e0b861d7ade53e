import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { address, freshEmail, goodPassword } from './samples.ts'

export { address, freshEmail, goodPassword }

export interface RequestOptions {
  readonly json?: unknown
  readonly payload?: Buffer | string
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** The Idempotency-Key; a new one for each write when not given, none when null. */
  readonly key?: string | null
  readonly remoteAddress?: string
}

type Method = NonNullable<InjectOptions['method']>

/** A browser: keeps cookies, and sends the CSRF token and a fresh Idempotency-Key with each write. */
export function createBrowser(app: FastifyInstance) {
  const cookies = new Map<string, string>()
  let csrfToken: string | undefined
  return { cookies, request, get, openSession, signUp, logIn, logOut, addToCart, cart, checkOut }

  async function request(method: Method, url: string, options: RequestOptions = {}) {
    const isWrite = method !== 'GET'
    const headers = definedOnly({
      cookie: cookieHeader(),
      'x-csrf-token': isWrite ? csrfToken : undefined,
      'idempotency-key': isWrite && options.key !== null ? (options.key ?? randomUUID()) : undefined,
      'content-type': options.json === undefined ? undefined : 'application/json',
      ...options.headers,
    })
    const payload = options.json === undefined ? options.payload : JSON.stringify(options.json)
    const answer = await app.inject({ method, url, headers, payload, remoteAddress: options.remoteAddress })
    keepCookies(answer)
    return answer
  }

  function get(url: string, headers: RequestOptions['headers'] = {}) {
    return request('GET', url, { headers })
  }

  async function openSession() {
    const answer = await get('/api/session')
    csrfToken = answer.json().csrfToken
    return answer
  }

  async function signUp(email: string, password = goodPassword) {
    await openSession()
    const json = { email, password, displayName: 'A Shopper' }
    const answer = await request('POST', '/api/accounts', { json })
    if (answer.statusCode === 201) csrfToken = answer.json().csrfToken
    return answer
  }

  async function logIn(email: string, password = goodPassword) {
    await openSession()
    const answer = await request('POST', '/api/session', { json: { email, password } })
    if (answer.statusCode === 200) csrfToken = answer.json().csrfToken
    return answer
  }

  async function logOut() {
    const answer = await request('DELETE', '/api/session')
    csrfToken = undefined
    return answer
  }

  function addToCart(productId: string, quantity = 1, options: RequestOptions = {}) {
    return request('POST', '/api/cart/lines', { json: { productId, quantity }, ...options })
  }

  async function cart() {
    return (await get('/api/cart')).json()
  }

  async function checkOut(options: RequestOptions & { change?: object } = {}) {
    const { totalCents } = await cart()
    const json = { address, card: 'approved', expectedTotalCents: totalCents, ...options.change }
    return request('POST', '/api/orders', { json, ...options })
  }

  function cookieHeader() {
    return cookies.size === 0 ? undefined : [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  function keepCookies(answer: LightMyRequestResponse) {
    for (const { name, value } of answer.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, encodeURIComponent(value))
    }
  }
}

export type Browser = ReturnType<typeof createBrowser>

/** A browser that is signed in to an account of its own. */
export async function createShopper(app: FastifyInstance) {
  const browser = createBrowser(app)
  const email = freshEmail()
  const answer = await browser.signUp(email)
  return { ...browser, email, accountId: answer.json().accountId as string }
}

const definedOnly = (headers: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >
