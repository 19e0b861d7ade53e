import { expect, test } from '../../src/control-room/fixtures.ts'
import { press } from '../../src/control-room/room-page.ts'

test('an instance is frozen and thawed with the keyboard alone, and the focus stays', async ({
  openRoom,
}) => {
  const { page, instances } = await openRoom({ breaks: true })
  const button = (name: RegExp) => page.getByRole('button', { name }).first()

  await button(/^Freeze i-.*After$/).focus()
  await page.keyboard.press('Enter')

  await expect(instances('after', 'frozen')).toHaveCount(1)
  await expect(button(/^Thaw i-.*After$/)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(instances('after', 'frozen')).toHaveCount(0)
  await expect(instances('after', 'ready')).toHaveCount(2)
})

test('an instance is drained, one added, one restarted, and all but the last removed', async ({
  openRoom,
}) => {
  const { page, column, instances, timeline } = await openRoom({ breaks: true })
  const ready = instances('before', 'ready')

  await press(ready.first(), 'Drain')
  await expect(instances('before', 'stopped')).toHaveCount(1)
  await expect(ready).toHaveCount(1)

  await press(column('before'), 'Add instance')
  await expect(ready).toHaveCount(2)

  await press(ready.first(), 'Restart')
  await expect(timeline()).toContainText('runs in the place of')
  await expect(ready).toHaveCount(2)

  await press(column('before'), 'Remove instance')
  await expect(ready).toHaveCount(1)
  await expect(column('before').getByRole('button', { name: /^Remove instance/ })).toBeEnabled()
  await press(column('before'), 'Remove instance')
  await expect(page.getByRole('alert').filter({ hasText: 'The last instance stays' })).toBeVisible()
})
