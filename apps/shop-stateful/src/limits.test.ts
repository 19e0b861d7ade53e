/** The plain shop limits what every step limits; it counts by itself, on one instance. */
import { createFetchBrowser } from '@unsticky/http/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startShop } from './testing/start-shop.ts'

const limits = {
  WRITES_PER_VISITOR: '3',
  GUEST_WRITES_PER_ADDRESS: '6',
  UPLOADS_PER_ACCOUNT: '2',
  LOGIN_ATTEMPTS_PER_ADDRESS: '4',
}
let shop: Awaited<ReturnType<typeof startShop>>
let url: string
beforeAll(async () => {
  shop = await startShop(limits)
  url = await shop.listen()
})
afterAll(() => shop.app.close())

async function inTurn(times: number, send: () => Promise<Response>): Promise<readonly Response[]> {
  const answers = []
  for (let turn = 0; turn < times; turn += 1) answers.push(await send())
  return answers
}

const statusesOf = (answers: readonly Response[]) => answers.map(({ status }) => status)

it('an account may write so often, look on, and always leave', async () => {
  const shopper = createFetchBrowser(url)
  await shopper.signUp()

  const answers = await inTurn(4, () => shopper.addToCart('copper-kettle'))

  expect(statusesOf(answers)).toEqual([200, 200, 200, 429])
  expect(answers[3]?.headers.get('content-type')).toContain('application/problem+json')
  expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await answers[3]?.json()).toMatchObject({ status: 429, code: 'SHOP_TOO_MANY_ATTEMPTS' })
  expect((await shopper.request('/api/cart')).status).toBe(200)
  expect((await shopper.request('/api/session', { method: 'DELETE' })).status).toBe(204)
})

it('an account may upload so often, whatever it uploads', async () => {
  const shopper = createFetchBrowser(url)
  await shopper.signUp()
  const upload = () => shopper.request('/api/profile/picture', { method: 'PUT', json: {} })

  expect(statusesOf(await inTurn(3, upload)).at(-1)).toBe(429)
})

it('made-up tokens are counted by address', async () => {
  const json = { refreshToken: 'made-up' }
  const refresh = () => createFetchBrowser(url).request('/api/tokens/refresh', { method: 'POST', json })

  expect(statusesOf(await inTurn(5, refresh))).toEqual([401, 401, 401, 401, 429])
})

it('guests are counted by address, because a new one costs nothing', async () => {
  const write = async () => {
    const guest = createFetchBrowser(url)
    await guest.openSession()
    return guest.addToCart('copper-kettle')
  }

  const statuses = statusesOf(await inTurn(7, write))

  expect(statuses[0]).toBe(200)
  expect(statuses.at(-1)).toBe(429)
})
