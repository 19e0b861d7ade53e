/** Two instances whose wall clocks are two minutes apart, on the real servers: nobody may notice. */

import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createFetchBrowser } from '@unsticky/http/testing'
import type { LocalCloud } from '@unsticky/local-cloud'
import { createSecretsClient, rotateCookieKeys } from '@unsticky/secrets-manager'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCloud, startShop } from './testing/start-shops.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startCloud()
  Object.assign(process.env, cloud.env)
})
afterAll(() => cloud.stop())

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** One instance with the right clock, one that is `aheadMs` ahead. */
async function startApart(aheadMs: number, env: Readonly<Record<string, string>> = {}) {
  const common = { ...cloud.env, ...env }
  const right = await startShop(at('./server.ts'), { ...common, INSTANCE_ID: 'right' })
  const wrong = await startShop(at('./server.ts'), {
    ...common,
    INSTANCE_ID: 'wrong',
    SKEW_MS: String(aheadMs),
    NODE_OPTIONS: `--import ${at('./testing/skewed-clock.mjs')}`,
  })
  return {
    urls: [right.url, wrong.url] as const,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([right, wrong].map((shop) => shop[Symbol.asyncDispose]()))
    },
  }
}

/** What the two see; nothing when a store was late: on a busy machine "not now" is neither a logout nor an empty cart. */
async function lookOf(...[account, guest]: ReturnType<typeof createFetchBrowser>[]) {
  const answers = [await account?.request('/api/session'), await guest?.request('/api/session')]
  answers.push(await guest?.request('/api/cart'))
  if (answers.some((answer) => answer?.status === 503)) return undefined
  const [session, , cart] = await Promise.all(answers.map((answer) => answer?.json()))
  return `signed in: ${(session as { signedIn: boolean }).signedIn}, guest: ${(cart as { units: number }).units}`
}

const settings = {
  SHOP_COOKIE_KEYS_REFRESH_SECONDS: '0.5',
  SHOP_COOKIE_KEYS_SETTLE_SECONDS: '5',
  SHOP_SESSION_STORE: 'dynamodb',
  SESSION_IDLE_SECONDS: '60',
}

describe.each([2, -2])('R31 an instance whose clock is %i minutes ahead', (minutes) => {
  let shops: Awaited<ReturnType<typeof startApart>>
  beforeAll(async () => {
    shops = await startApart(minutes * 60_000, settings)
  })
  afterAll(() => shops[Symbol.asyncDispose]())

  it('takes no session for idle that another one has just seen', async () => {
    const shopper = createFetchBrowser(...shops.urls)
    await shopper.signUp()

    const looks = []
    for (let look = 0; look < 6; look++) looks.push((await shopper.openSession()).signedIn)

    expect(looks).toEqual(Array(6).fill(true))
  })

  it('hands out addresses of files that work', async () => {
    const shopper = createFetchBrowser(...shops.urls)
    await shopper.signUp()
    await shopper.addToCart('copper-kettle')
    const { id } = (await (await shopper.checkOut('approved')).json()) as { id: string }

    // The first look writes the receipt; from the second on it lies in the file store.
    await shopper.request(`/api/orders/${id}/receipt`)

    for (const _instance of shops.urls) {
      const receipt = await shopper.request(`/api/orders/${id}/receipt`)
      const file = await fetch(receipt.headers.get('location') ?? 'about:blank')
      expect([receipt.status, file.status]).toEqual([302, 200])
    }
  })

  it('S8 signs nobody out when the cookie keys are rotated twice, a moment apart', async () => {
    const [account, guest] = [createFetchBrowser(...shops.urls), createFetchBrowser(...shops.urls)]
    await account.signUp()
    await guest.openSession()
    for (const shopper of [account, guest]) await shopper.addToCart('copper-kettle')
    const cookies = () => JSON.stringify([...account.cookies, ...guest.cookies])
    const cookiesAtFirst = cookies()
    const client = createSecretsClient()

    await rotateCookieKeys({ client, secretId: cloud.outputs.CookieKeysSecret })
    await sleep(800)
    await rotateCookieKeys({ client, secretId: cloud.outputs.CookieKeysSecret })

    const looks = new Set<string>()
    for (const end = performance.now() + 9_000; performance.now() < end; await sleep(50)) {
      const look = await lookOf(account, guest)
      if (look) looks.add(look)
    }
    expect([...looks]).toEqual(['signed in: true, guest: 1'])
    // The new keys are in use by now, or this would have shown nothing.
    expect(cookies()).not.toBe(cookiesAtFirst)
  })
})
