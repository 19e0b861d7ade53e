import { openDevice } from '../src/devices.ts'
import { expect, test } from '../src/fixtures.ts'
import { savePng } from '../src/save-picture.ts'
import { createAccount, putIn } from '../src/shopper.ts'

test('the catalogue on a laptop and on a phone', async ({ after, browser }) => {
  for (const [device, name] of [
    ['laptop', 'shop'],
    ['phone', 'shop-phone'],
  ] as const) {
    const { page, context } = await openDevice(browser, device, { baseURL: after.url })
    await page.goto('/', { waitUntil: 'networkidle' })
    await savePng(name, await page.screenshot())
    await context.close()
  }
})

test('where the state lives, before and after', async ({ before, after, browser }) => {
  for (const [shop, name] of [
    [before, 'state-before'],
    [after, 'state-after'],
  ] as const) {
    const { page, context } = await openDevice(browser, 'laptop', { baseURL: shop.url })
    await page.goto('/about-state')
    await savePng(name, await page.locator('main').screenshot())
    await context.close()
  }
})

test('the cart while the session store is frozen', async ({ after, cloud, visit }) => {
  const { there: phone } = await visit(after, { expectsFailedRequests: true })
  await createAccount(phone)
  await putIn(phone, 'copper-kettle')
  cloud.valkeySessions.freeze()
  try {
    await phone.page.goto('/cart')
    await expect(phone.page.getByRole('link', { name: 'Try again' })).toBeVisible()
    await savePng('cart-unreadable-phone', await phone.page.screenshot())
  } finally {
    cloud.valkeySessions.thaw()
  }
})
