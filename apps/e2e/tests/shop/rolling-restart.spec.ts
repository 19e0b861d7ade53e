import { fillAddress } from '@unsticky/storefront/testing'
import type { Device } from '../../src/devices.ts'
import { expect, test } from '../../src/fixtures.ts'
import { createAccount, isRefused, putIn } from '../../src/shopper.ts'

/** In the checkout, all but the last press done. */
async function reachCheckout(device: Device) {
  const email = await createAccount(device)
  await putIn(device, 'copper-kettle')
  await device.page.goto('/checkout')
  await fillAddress(device.page)
  return email
}

const placeOrder = ({ page }: Device) => page.getByRole('button', { name: 'Place order' }).click()

test.describe('every instance is restarted during a checkout', { tag: '@desktop' }, () => {
  test('before: the page turns into a login, and the login is refused', async ({ before, visit }) => {
    const { here } = await visit(before, { expectsFailedRequests: true })
    const email = await reachCheckout(here)

    await before.fleet.rollingRestart()

    // By itself: the stream of cart news comes back from an instance that has never heard of this shopper.
    await expect(here.page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    await isRefused(here, email)
  })

  test('after: the order is placed while they restart, once, and is there afterwards', async ({
    after,
    visit,
  }) => {
    const { here } = await visit(after, { expectsFailedRequests: true })
    await reachCheckout(here)
    await here.page.getByLabel('A slow bank').check()

    const restarted = after.fleet.rollingRestart()
    await placeOrder(here)
    await here.page.waitForURL('**/orders/**')
    await restarted

    await expect(here.page.locator('[data-thanks]')).toBeVisible()
    await here.page.goto('/orders')
    await expect(here.page.locator('.order-row')).toHaveCount(1)
  })
})
