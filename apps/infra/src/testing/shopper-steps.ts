import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { address, createFetchBrowser } from '@unsticky/http/testing'
import sharp from 'sharp'

/** Thrown when a step of a shopper does not end as it should: which one, and how it ended. */
export class StepFailedError extends Error {}

export interface Shopper {
  readonly browser: ReturnType<typeof createFetchBrowser>
  readonly email: string
}

/** What a shopper does. Throws `StepFailedError`. */
type Step = (url: string, shopper: Shopper) => Promise<unknown>

/** A guest with a full cart who signs up and takes it along. */
export async function createShopper(url: string): Promise<Shopper> {
  const browser = createFetchBrowser(url)
  await browser.openSession()
  await asExpected(browser.addToCart('copper-kettle', 1), [200, 201])
  const email = await browser.signUp()
  await asExpected(browser.request('/api/profile'), [200])
  const { lines } = await browser.json<{ lines: unknown[] }>('/api/cart')
  if (lines?.length !== 1) throw new StepFailedError('the cart of the guest is not that of the account')
  return { browser, email }
}

const picture = (background: string) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer()

/** The whole way through the shop, a step for each thing that something must be allowed for. */
export const steps = {
  'sees products and pages': async (url) => {
    const browser = createFetchBrowser(url)
    for (const path of ['/api/products', '/', '/products/copper-kettle'])
      await asExpected(browser.request(path), [200])
  },
  'fills a cart as a guest': async (url) => {
    const browser = createFetchBrowser(url)
    await asExpected(browser.request('/api/session'), [200])
    await browser.openSession()
    await asExpected(browser.addToCart('green-sencha', 1), [200, 201])
  },
  'signs up and takes the cart along': (url) => createShopper(url),
  'sees the cart, with what is left of each product': async (_url, { browser }) => {
    // An instance that has just begun reads the counts beside its first answer.
    for (let look = 0; look < 20; look++) {
      const answer = await asExpected(browser.request('/api/cart'), [200])
      const { lines } = (await answer.json()) as { lines: readonly { unitsLeft?: number }[] }
      if (lines.every(({ unitsLeft }) => unitsLeft !== undefined)) return
      await sleep(200)
    }
    throw new StepFailedError('the cart does not say what is left of its products')
  },
  'hears of the cart without a stream that stays open': async (_url, { browser }) => {
    const news = await asExpected(browser.request('/api/cart/events'), [200])
    const text = await news.text()
    if (!/event: cart\ndata: .*"units"/.test(text) || !text.includes('event: ask-again'))
      throw new StepFailedError(`the news of the cart are ${text}`)
  },
  'changes the profile': async (_url, { browser }) => {
    const json = { displayName: `Shopper ${randomUUID().slice(0, 8)}` }
    await asExpected(browser.request('/api/profile', { method: 'PATCH', json }), [200])
    await asExpected(browser.request('/api/profile'), [200])
  },
  'puts up a picture, and another one in its place': async (_url, { browser }) => {
    await putPicture(browser, '#336699')
    const first = await addressOf(browser, '/api/profile/picture')
    await asExpected(fetch(first), [200])
    await putPicture(browser, '#993366')
    await asExpected(fetch(await addressOf(browser, '/api/profile/picture')), [200])
    await asExpected(fetch(first), [404])
  },
  'orders, pays again after a declined card, and cancels': async (_url, { browser }) => {
    await asExpected(browser.addToCart('green-sencha', 1), [200, 201])
    const { totalCents: expectedTotalCents } = await browser.json<{ totalCents: number }>('/api/cart')
    const pay = (card: string, key: string) =>
      browser.request('/api/orders', { method: 'POST', key, json: { address, card, expectedTotalCents } })
    const key = randomUUID()
    await asExpected(pay('declined', key), [402])
    const placed = await asExpected(pay('approved', key), [201])
    const { id } = (await placed.json()) as { id: string }
    await asExpected(browser.request('/api/orders'), [200])
    await asExpected(browser.request(`/api/orders/${id}/receipt`), [200])
    await asExpected(fetch(await addressOf(browser, `/api/orders/${id}/receipt`)), [200])
    await asExpected(browser.request(`/api/orders/${id}/cancellation`, { method: 'POST' }), [200])
  },
  'stays logged in': async (_url, { browser }) => {
    await sleep(600)
    await asExpected(browser.request('/api/profile'), [200])
  },
  'logs in on another device, and out': async (url, { email }) => {
    const phone = createFetchBrowser(url)
    await asExpected(phone.logIn(email), [200])
    await asExpected(phone.request('/api/profile'), [200])
    await asExpected(phone.logOut(), [204])
    await asExpected(phone.request('/api/profile'), [401])
  },
} satisfies Record<string, Step>

export type StepName = keyof typeof steps

async function asExpected(answer: Promise<Response>, statuses: readonly number[]): Promise<Response> {
  const found = await answer
  if (statuses.includes(found.status)) return found
  throw new StepFailedError(`${found.url} ended with ${found.status}: ${await found.text()}`)
}

async function putPicture(browser: Shopper['browser'], color: string) {
  const body = await picture(color)
  const upload = { method: 'PUT', body, type: 'image/png' } as const
  await asExpected(browser.request('/api/profile/picture', upload), [204])
}

/** Where a file is handed out: a presigned address of S3. */
async function addressOf(browser: Shopper['browser'], path: string) {
  const answer = await asExpected(browser.request(path), [302])
  return answer.headers.get('location') as string
}
