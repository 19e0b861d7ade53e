import type { StoredFile } from '@unsticky/kernel'
import type { Sharp } from 'sharp'
import { BusyError, NotAPictureError } from './errors.ts'
import { createSlots } from './limits/slots.ts'

const maxPixels = 25_000_000
const maxSide = 512
/** A picture that takes longer is given up: some few bytes unfold to hours of work. */
const maxSeconds = 10

/**
 * One decoder at a time in this process, since it takes a processor and 100 MB at its largest; so many wait, and the
 * next come later.
 */
const decoders = createSlots({ size: 1, waiting: 4 })

/**
 * Draws a picture anew as WebP of at most 512 × 512 pixels: what was hidden in it (position, scripts, a second file)
 * does not come along. Throws `NotAPictureError`, and `BusyError` when too many are waiting to be drawn.
 */
export async function redrawPicture(bytes: Buffer): Promise<StoredFile> {
  // Looked at before any decoder sees it: the library could read SVG, PDF and more, whatever the request calls it.
  if (!isPicture(bytes)) throw new NotAPictureError()
  // Loaded when first needed: most instances serve no upload for a while, and it is the largest part of the start.
  const { default: sharp } = await import('sharp')
  try {
    const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
    await assertSize(picture)
    return await decoders.run(() => draw(picture))
  } catch (cause) {
    if (cause instanceof BusyError) throw cause
    throw new NotAPictureError({ cause })
  }
}

/** By the header alone, before a pixel is unfolded and before anybody waits for a decoder. */
async function assertSize(picture: Sharp) {
  const { width, height, pages = 1 } = await picture.metadata()
  if (width * height * pages > maxPixels) throw new NotAPictureError()
}

async function draw(picture: Sharp): Promise<StoredFile> {
  const redrawn = picture
    .autoOrient()
    .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: maxSeconds })
    .webp()
  return { bytes: await redrawn.toBuffer(), contentType: 'image/webp' }
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
