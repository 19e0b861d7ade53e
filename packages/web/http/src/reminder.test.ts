import { expect, it } from 'vitest'
import { createShopper } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

it('reminds of a cart that lies idle, once, in the log', async () => {
  await using shop = await startShop({
    env: { REMINDER_SECONDS: '0.1', REMINDER_IDLE_SECONDS: '60', LOG_LEVEL: 'info' },
  })
  const shopper = await createShopper(shop.app)
  await shopper.addToCart('copper-kettle')
  const reminders = () => shop.log().split('"msg":"reminder sent"').length - 1

  expect(reminders()).toBe(0)
  shop.passTime(61)
  await expect.poll(reminders).toBe(1)
  await shopper.get('/api/cart')
  shop.passTime(61)
  await new Promise((resolve) => setTimeout(resolve, 300))

  expect(reminders()).toBe(1)
  expect(shop.log()).toContain(`"shopperId":"${shopper.accountId}"`)
})
