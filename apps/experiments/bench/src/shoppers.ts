import { cartProducts, type Shopper } from './shopper-mix.ts'

export interface SignUpOptions {
  readonly count: number
  /** The shops have sessions for guests, CSRF tokens and additions; the peers know only the four requests of the mix. */
  readonly isShop: boolean
}

const sideBySide = 8

/** Signs up `count` shoppers, a few at a time, each with the same three lines in the cart. */
export async function signUpShoppers(
  url: string,
  { count, isShop }: SignUpOptions,
): Promise<readonly Shopper[]> {
  const signUp = isShop ? signUpAtShop : signUpAtPeer
  return repeat(count, () => signUp(createVisitor(url)))
}

/** Lets guests look at the shop with the id that it gives them, and go. */
export async function passGuests(url: string, { count }: Pick<SignUpOptions, 'count'>): Promise<void> {
  await repeat(count, async () => {
    const visitor = createVisitor(url)
    await visitor.ask('GET', '/api/session')
    await visitor.ask('GET', '/api/session')
  })
}

/** Does something `count` times, a few at a time. */
async function repeat<T>(count: number, act: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let started = 0
  await Promise.all(
    Array.from({ length: sideBySide }, async () => {
      while (started++ < count) results.push(await act())
    }),
  )
  return results
}

type Visitor = ReturnType<typeof createVisitor>

async function signUpAtShop(visitor: Visitor): Promise<Shopper> {
  const { csrfToken } = await visitor.ask<{ csrfToken: string }>('GET', '/api/session')
  const account = {
    email: `${crypto.randomUUID()}@example.test`,
    password: 'correct horse 1',
    displayName: 'A Shopper',
  }
  const session = await visitor.ask<{ csrfToken: string }>('POST', '/api/accounts', {
    csrfToken,
    json: account,
  })
  for (const productId of cartProducts) {
    const json = { productId, quantity: 1 }
    await visitor.ask('POST', '/api/cart/lines', { csrfToken: session.csrfToken, json })
  }
  return { cookie: visitor.cookie(), csrfToken: session.csrfToken }
}

async function signUpAtPeer(visitor: Visitor): Promise<Shopper> {
  await visitor.ask('POST', '/api/accounts', { json: {} })
  for (const productId of cartProducts)
    await visitor.ask('PUT', `/api/cart/lines/${productId}`, { json: { quantity: 1 } })
  return { cookie: visitor.cookie(), csrfToken: '' }
}

/** Keeps cookies. Throws at any answer that is not a success. */
export function createVisitor(url: string) {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { cookie, ask }

  async function ask<T>(
    method: string,
    path: string,
    { csrfToken, json }: { csrfToken?: string; json?: unknown } = {},
  ): Promise<T> {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(cookies.size > 0 && { cookie: cookie() }),
        ...(csrfToken !== undefined && { 'x-csrf-token': csrfToken }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(method !== 'GET' && { 'idempotency-key': crypto.randomUUID() }),
      },
      body: json === undefined ? null : JSON.stringify(json),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    for (const header of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return (await answer.json()) as T
  }
}
