import type { StoredFile } from '@unsticky/kernel'
import { NotAPictureError } from './errors.ts'

const maxPixels = 25_000_000
const maxSide = 512

/**
 * Draws a picture anew as WebP of at most 512 × 512 pixels: what was hidden in it (position, scripts, a second file)
 * does not come along. Throws `NotAPictureError`.
 */
export async function redrawPicture(bytes: Buffer): Promise<StoredFile> {
  // Looked at before any decoder sees it: the library could read SVG, PDF and more, whatever the request calls it.
  if (!isPicture(bytes)) throw new NotAPictureError()
  // Loaded when first needed: most instances serve no upload for a while, and it is the largest part of the start.
  const { default: sharp } = await import('sharp')
  try {
    const redrawn = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
      .autoOrient()
      .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
      .webp()
    return { bytes: await redrawn.toBuffer(), contentType: 'image/webp' }
  } catch (cause) {
    throw new NotAPictureError({ cause })
  }
}

/** By what the bytes are, not by what the client calls them: the first bytes of PNG, JPEG and WebP. */
function isPicture(bytes: Buffer) {
  const head = bytes.subarray(0, 12).toString('latin1')
  return (
    head.startsWith('\x89PNG\r\n\x1a\n') ||
    head.startsWith('\xff\xd8\xff') ||
    (head.startsWith('RIFF') && head.endsWith('WEBP'))
  )
}
