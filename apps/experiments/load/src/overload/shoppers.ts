import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/** The kinds of requests, and the share of each in percent. */
const mix = [
  ['list', 50],
  ['page', 20],
  ['cart', 15],
  ['write', 10],
  ['checkout', 5],
] as const

export type Kind = (typeof mix)[number][0]

export interface Answer {
  readonly kind: Kind
  /** 0: no answer. */
  readonly status: number
  readonly ms: number
}

export interface Shopper {
  readonly cookie: string
  readonly csrfToken: string
}

const address = {
  name: 'A. Shopper',
  street: 'Loopback 1',
  postalCode: '12701',
  city: 'Localville',
  country: 'IE',
}
/** A person waits no longer, and neither do we. */
const patienceMs = 10_000

/** Sends single requests of shoppers, whoever's turn it is. */
export function createSender(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 4000 })
  return { send, signUp, close: () => agent.destroy() }

  function send(kind: Kind, shopper: Shopper): Promise<Answer> {
    const { method, path, body } = requestOf(kind)
    return new Promise((resolve) => {
      const begun = performance.now()
      const settle = (status: number) => resolve({ kind, status, ms: performance.now() - begun })
      const headers = {
        cookie: shopper.cookie,
        ...(body && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-csrf-token': shopper.csrfToken,
          'idempotency-key': randomUUID(),
        }),
      }
      const outgoing = request(new URL(path, url), { agent, method, headers }, (incoming) => {
        incoming.resume()
        incoming.on('end', () => settle(incoming.statusCode ?? 0)).on('error', () => settle(0))
      })
      outgoing.setTimeout(patienceMs, () => outgoing.destroy())
      outgoing.on('error', () => settle(0)).end(body)
    })
  }

  async function signUp(): Promise<Shopper> {
    const jar = new Map<string, string>()
    const ask = async (method: string, path: string, json?: object, csrfToken = '') => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { cookie, 'x-csrf-token': csrfToken, 'idempotency-key': randomUUID() }
      const answer = await fetch(new URL(path, url), {
        method,
        headers: { ...headers, ...(json && { 'content-type': 'application/json' }) },
        body: json ? JSON.stringify(json) : null,
      })
      for (const each of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (each.split(';', 1)[0] ?? '').split(/=(.*)/s)
        if (value) jar.set(name, value)
        else jar.delete(name)
      }
      if (!answer.ok)
        throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
      return (await answer.json()) as { csrfToken: string }
    }
    const { csrfToken } = await ask('GET', '/api/session')
    const email = `overload-${randomUUID()}@example.test`
    const account = { email, password: 'correct horse 1', displayName: 'A Shopper' }
    const session = await ask('POST', '/api/accounts', account, csrfToken)
    await ask('POST', '/api/cart/lines', { productId: 'copper-kettle', quantity: 1 }, session.csrfToken)
    return { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...session }
  }
}

export type Sender = ReturnType<typeof createSender>

/** A kind by chance, as often as the mix says. */
export function anyKind(chance = Math.random()): Kind {
  let left = chance * 100
  for (const [kind, share] of mix) {
    left -= share
    if (left < 0) return kind
  }
  return 'list'
}

/** The checkout names a wrong total, so it looks at cart and order and buys nothing: 409 is its good answer. */
function requestOf(kind: Kind): { method: string; path: string; body?: string } {
  switch (kind) {
    case 'list':
      return { method: 'GET', path: '/api/products' }
    case 'page':
      return { method: 'GET', path: '/' }
    case 'cart':
      return { method: 'GET', path: '/api/cart' }
    case 'write':
      return { method: 'PUT', path: '/api/cart/lines/copper-kettle', body: JSON.stringify({ quantity: 1 }) }
    case 'checkout': {
      const body = JSON.stringify({ address, card: 'approved', expectedTotalCents: 1 })
      return { method: 'POST', path: '/api/orders', body }
    }
  }
}

/** Served, and while somebody still waits for it. */
export const isGood = ({ kind, status, ms }: Answer): boolean =>
  ms <= 1000 && ((status >= 200 && status < 400) || (kind === 'checkout' && status === 409))
