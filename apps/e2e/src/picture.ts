import { naturalWidth } from '@unsticky/storefront/testing'
import type { Device } from './devices.ts'

/** Uploads a picture of 200 × 100 pixels on the profile page. Returns the instance that took it. */
export async function uploadPicture({ page }: Device): Promise<string> {
  await page.goto('/profile')
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 100 }, scale: 'css' })
  await page.getByLabel('Profile picture').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer })
  const taken = page.waitForResponse(
    (answer) => answer.url().endsWith('/api/profile/picture') && answer.request().method() === 'PUT',
  )
  await page.getByRole('button', { name: 'Upload' }).click()
  const instance = await (await taken).headerValue('x-instance-id')
  await page.getByRole('img', { name: 'Your picture' }).waitFor()
  return String(instance)
}

/** How wide the picture is that has come, in pixels; throws when it has not come. */
export const pictureWidth = ({ page }: Device): Promise<number> => page.evaluate(naturalWidth)
