import { expect, test } from '../../src/control-room/fixtures.ts'
import { columnIds, press } from '../../src/control-room/room-page.ts'

test('one shopper has the real shop on two devices of each side, and it says who answered', async ({
  openRoom,
}) => {
  const { page } = await openRoom()
  const devices = page.getByRole('region', { name: 'One shopper, two devices' })

  for (const id of columnIds) {
    for (const name of ['laptop', 'phone']) {
      const device = devices.locator(`[data-column="${id}"] [data-device="${name}"]`)
      await device.scrollIntoViewIfNeeded()
      await expect(device).toContainText(/answered by i-\w+/)
      await expect(device.frameLocator('iframe').locator('[data-badge-instance]')).toHaveText(/^i-\w+$/)
    }
  }

  const cartOn = (name: string) =>
    devices.locator(`[data-column="after"] [data-device="${name}"]`).frameLocator('iframe')
  for (const name of ['laptop', 'phone'])
    await expect(cartOn(name).locator('[data-line="copper-kettle"]')).toHaveAttribute('data-quantity', '2')
  await cartOn('phone')
    .locator('[data-line="copper-kettle"]')
    .getByRole('button', { name: /Remove/ })
    .click()
  await expect(cartOn('laptop').locator('[data-cart-count]')).toHaveText('0')
  await press(devices.locator('[data-column="after"]'), 'New shopper')
  await expect(cartOn('laptop').locator('[data-cart-count]')).toHaveText('2')
})
