import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Answer, Device } from './device.ts'
import { visit } from './shopper.ts'
import type { ShopperVerdict } from './verdict.ts'

describe('a shopper who is signed out by the shop', () => {
  // Whatever was asked for at that moment: who one is, the cart, or to put something in.
  const moments = [6, 7, 8, 9, 10, 11, 12]

  it.each(moments)('logs in again, finds the cart, and has lost a login: request %i', async (atRequest) => {
    const lost = await lossesOf({ forgets: 'the session', atRequest })

    expect(lost).toEqual({ carts: 0, logins: 1 })
  })

  it.each(moments)('has lost the cart when the account is gone, too: request %i', async (atRequest) => {
    const lost = await lossesOf({ forgets: 'everything', atRequest })

    expect(lost).toEqual({ carts: 1, logins: 1 })
  })
})

it('a guest who could not sign up has lost the cart when it is empty, and no login', async () => {
  const lost = await lossesOf({ forgets: 'everything', atRequest: 10, hasSignUp: false })

  expect(lost).toEqual({ carts: 1, logins: 0 })
})

it('a shop that writes the whole cart back loses one of two additions at once, and is found out', async () => {
  const lost = await lossesOf({ forgets: 'the session', atRequest: -1, writesBack: true })

  expect(lost).toEqual({ carts: 1, logins: 0 })
})

it('a shop that keeps both loses nothing', async () => {
  const lost = await lossesOf({ forgets: 'the session', atRequest: -1 })

  expect(lost).toEqual({ carts: 0, logins: 0 })
})

async function lossesOf(options: ForgetfulShopOptions) {
  const verdicts: ShopperVerdict[] = []
  await visit({
    openDevice: createForgetfulShop(options),
    devices: 1,
    productIds: ['tea'],
    pauseMs: () => 0,
    signal: new AbortController().signal,
    onVerdict: (verdict) => verdicts.push(verdict),
  })
  const count = (is: (verdict: ShopperVerdict) => boolean) => verdicts.filter(is).length
  return {
    carts: count(({ isCartLost }) => isCartLost),
    logins: count(({ isLoginLost }) => isLoginLost),
  }
}

interface ForgetfulShopOptions {
  readonly forgets: 'the session' | 'everything'
  readonly atRequest: number
  readonly hasSignUp?: boolean
  /** As a session in a store: read at the beginning of a request, written at its end. */
  readonly writesBack?: boolean
}

/** A shop for one shopper, who is a guest again from one request on. */
function createForgetfulShop(options: ForgetfulShopOptions) {
  const { forgets, atRequest, hasSignUp = true, writesBack = false } = options
  let requests = 0
  let isSignedIn = false
  let hasAccount = false
  const units = { guest: 0, account: 0 }
  const routes: Readonly<Record<string, () => readonly [status: number, body?: unknown]>> = {
    'POST /api/accounts': () => {
      if (!hasSignUp) return [403]
      hasAccount = true
      return signIn()
    },
    'POST /api/session': () => (hasAccount ? signIn() : [401]),
    'POST /api/cart/lines': () => {
      units[isSignedIn ? 'account' : 'guest'] += 1
      return [200]
    },
    'GET /api/cart': () => [200, { lines: linesOf(isSignedIn ? units.account : units.guest) }],
    'GET /api/session': () => [200, { signedIn: isSignedIn, csrfToken: '' }],
  }
  return (name: string): Device => ({ name, send, openSession: () => send('GET', '/api/session') })

  async function send(method: string, path: string): Promise<Answer> {
    requests += 1
    if (requests === atRequest) forget()
    const before = { ...units }
    if (writesBack) await setImmediate()
    if (writesBack) Object.assign(units, before)
    const [status, body] = routes[`${method} ${path}`]?.() ?? [404]
    return { status, body, saysRetry: false }
  }

  function signIn(): readonly [number] {
    units.account += units.guest
    units.guest = 0
    isSignedIn = true
    return [200]
  }

  function forget() {
    isSignedIn = false
    if (forgets === 'the session') return
    hasAccount = false
    units.account = 0
    units.guest = 0
  }
}

const linesOf = (quantity: number) => (quantity > 0 ? [{ productId: 'tea', quantity }] : [])
