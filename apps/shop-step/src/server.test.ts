/** Every step as a process on the real servers: the running shop says of itself what the matrix says of it. */
import { fileURLToPath } from 'node:url'
import { createFetchBrowser } from '@unsticky/http/testing'
import type { LocalCloud } from '@unsticky/local-cloud'
import { sessionStores as settingValues } from '@unsticky/shop-stateless/config'
import { startCloud, startShop } from '@unsticky/shop-stateless/testing'
import { isInProcess, sessionStores, steps } from '@unsticky/steps'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stepEntry } from './index.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startCloud()
})
afterAll(() => cloud.stop())

interface State {
  readonly version: string
  readonly state: readonly { readonly state: string; readonly kind: string; readonly livesIn: string }[]
}

const stateOf = (url: string) => createFetchBrowser(url).json<State>('/api/state')
const entryOf = (app: string) => fileURLToPath(new URL(`../../${app}/src/server.ts`, import.meta.url))

it.each(steps)('step $id runs: a shopper signs up, fills a cart and orders', async (step) => {
  await using shop = await startShop(stepEntry, { ...cloud.env, SHOP_STEP: step.id })
  const shopper = createFetchBrowser(shop.url)
  await shopper.openSession()
  await shopper.addToCart('copper-kettle', 2)
  await shopper.signUp()

  const order = await shopper.checkOut('approved')
  const { version, state } = await stateOf(shop.url)

  expect(order.status).toBe(201)
  expect(version).toBe(`step ${step.id}`)
  const local = Object.values(step.composition).filter(isInProcess)
  expect(state.filter(({ kind }) => kind === 'in-process')).toHaveLength(local.length)
  expect(await shop.stop()).toBe(0)
})

it.each([
  ['0', 'shop-stateful'],
  ['5', 'shop-stateless'],
])('step %s is apps/%s, piece by piece', async (id, app) => {
  await using step = await startShop(stepEntry, { ...cloud.env, SHOP_STEP: id })
  await using end = await startShop(entryOf(app), cloud.env)

  expect((await stateOf(step.url)).state).toEqual((await stateOf(end.url)).state)
})

it('follows SHOP_CART_STORE from step 3b on, and refuses it before', async () => {
  const settings = { ...cloud.env, SHOP_CART_STORE: 'dynamodb' }
  await using shop = await startShop(stepEntry, { ...settings, SHOP_STEP: '3b' })

  const { state } = await stateOf(shop.url)
  expect(state.find((piece) => piece.state === 'cart')?.livesIn).toBe('DynamoDB')
  await expect(startShop(stepEntry, { ...settings, SHOP_STEP: '2' })).rejects.toThrow('from step 3b on')
})

it('refuses state in the process in step 5, and allows it in step 4', async () => {
  const settings = { ...cloud.env, SHOP_PUT_BACK: 'rateLimiter' }
  await using shop = await startShop(stepEntry, { ...settings, SHOP_STEP: '4' })

  const { state } = await stateOf(shop.url)
  expect(state.filter(({ kind }) => kind === 'in-process')).toHaveLength(1)
  await expect(startShop(stepEntry, { ...settings, SHOP_STEP: '5' })).rejects.toThrow('login attempts')
})

it('the session stores with expectations are those that the setting takes', () => {
  expect(sessionStores.map(({ id }) => id)).toEqual(settingValues)
})

it('a step that nobody knows does not start and says which there are', async () => {
  await expect(startShop(stepEntry, { SHOP_STEP: '7' })).rejects.toThrow('3b (carts-by-themselves)')
})
