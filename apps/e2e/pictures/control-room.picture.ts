import { expect, test } from '../src/control-room/fixtures.ts'
import { columnIds, press, type RoomPage } from '../src/control-room/room-page.ts'
import { savePng } from '../src/save-picture.ts'

test('the control room after a kill on each side, in light and dark, and on a phone', async ({
  openRoom,
  room,
}) => {
  const shown = await openRoom({ breaks: true })
  const { page, instances, cartsLost } = shown
  for (const id of columnIds)
    await expect.poll(async () => (await room.column(id)).totals.cartsChecked).toBeGreaterThan(9)
  for (const id of columnIds) await press(instances(id, 'ready').first(), 'Kill')
  await expect(cartsLost('before')).not.toHaveText('0')

  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1280, height: 860 })
  await save(shown, 'light', 'control-room')
  await save(shown, 'dark', 'control-room-dark')
  await page.setViewportSize({ width: 390, height: 844 })
  await save(shown, 'light', 'control-room-phone')
})

async function save({ page }: RoomPage, theme: 'light' | 'dark', name: string) {
  await page.getByLabel('Colours').selectOption(theme)
  await savePng(name, await page.screenshot())
}
