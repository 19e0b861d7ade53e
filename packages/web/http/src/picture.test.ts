import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createShopper, freshEmail } from './testing/browser.ts'
import { startShop } from './testing/start-shop.ts'

const drawn = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } })

async function startWithShopper() {
  const shop = await startShop()
  const shopper = await createShopper(shop.app)
  const put = (payload: Buffer, type = 'image/png') =>
    shopper.request('PUT', '/api/profile/picture', { payload, headers: { 'content-type': type } })
  return { shop, shopper, put, [Symbol.asyncDispose]: shop[Symbol.asyncDispose] }
}

describe('H11 a profile picture', () => {
  it.each(['png', 'jpeg', 'webp'] as const)(
    'is taken as %s and served as something that cannot run',
    async (format) => {
      await using test = await startWithShopper()

      expect((await test.put(await drawn().toFormat(format).toBuffer(), `image/${format}`)).statusCode).toBe(
        204,
      )

      const answer = await test.shopper.get('/api/profile/picture')
      expect(answer.headers).toMatchObject({
        'content-type': 'image/webp',
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      expect(await sharp(answer.rawPayload).metadata()).toMatchObject({
        format: 'webp',
        width: 40,
        height: 30,
      })
      expect((await test.shopper.get('/api/profile')).json().hasPicture).toBe(true)
    },
  )

  it('is made smaller, turned upright, and loses what was hidden in it', async () => {
    await using test = await startWithShopper()
    const photo = await drawn(1200, 600)
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()

    await test.put(photo, 'image/jpeg')

    const { rawPayload } = await test.shopper.get('/api/profile/picture')
    const { width, height, exif, orientation } = await sharp(rawPayload).metadata()
    expect({ width, height, exif, orientation }).toEqual({
      width: 256,
      height: 512,
      exif: undefined,
      orientation: undefined,
    })
    expect(rawPayload.includes('secret place')).toBe(false)
  })

  it('loses a second file behind its end', async () => {
    await using test = await startWithShopper()
    const polyglot = Buffer.concat([await drawn().png().toBuffer(), Buffer.from('<script>alert(1)</script>')])

    await test.put(polyglot)

    expect((await test.shopper.get('/api/profile/picture')).rawPayload.includes('script')).toBe(false)
  })

  it.each([
    ['SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['a GIF that is JavaScript', 'GIF89a/*\0\0*/=1;alert(1)//'],
    ['the head of a PNG and nothing else', '\x89PNG\r\n\x1a\n<script>alert(1)</script>'],
    ['a PDF', '%PDF-1.7'],
    ['nothing', ' '],
  ])('is refused with 415 when it is %s, whatever it is called', async (_what, text) => {
    await using test = await startWithShopper()

    const answer = await test.put(Buffer.from(text, 'latin1'))

    expect([answer.statusCode, answer.json().code]).toEqual([415, 'SHOP_NOT_A_PICTURE'])
    expect((await test.shopper.get('/api/profile/picture')).statusCode).toBe(404)
  })

  it.each(['svg', 'gif', 'tiff', 'avif'] as const)(
    'is refused with 415 when it is a good %s, which the decoder could read',
    async (format) => {
      await using test = await startWithShopper()
      const svg = Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
      )
      const picture = format === 'svg' ? svg : await drawn().toFormat(format).toBuffer()

      expect((await test.put(picture)).statusCode).toBe(415)
    },
  )

  it.each([
    'image/svg+xml',
    'text/html',
    'image/gif',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
  ])('is refused with 415 as %s', async (type) => {
    await using test = await startWithShopper()

    expect((await test.put(await drawn().png().toBuffer(), type)).statusCode).toBe(415)
  })

  it('is refused with 415 as JSON, and with 413 above 5 MB', async () => {
    await using test = await startWithShopper()

    expect((await test.shopper.request('PUT', '/api/profile/picture', { json: {} })).statusCode).toBe(415)
    const answer = await test.put(Buffer.alloc(5 * 1024 * 1024 + 1))
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'SHOP_TOO_LARGE'])
  })

  it('is refused when it would unfold to 10 000 × 10 000 pixels', async () => {
    await using test = await startWithShopper()
    const bomb = await drawn(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(5 * 1024 * 1024)

    expect((await test.put(bomb)).statusCode).toBe(415)
  })

  it('is replaced and removed; the old file is gone afterwards', async () => {
    await using test = await startWithShopper()
    const { shop, shopper } = test
    const keyOf = async () => (await shop.adapters.profiles.load(shopper.accountId))?.pictureKey ?? ''
    await test.put(await drawn().png().toBuffer())
    const first = await keyOf()

    await test.put(await drawn(20, 20).png().toBuffer())

    expect(await shop.adapters.files.open(first)).toBeUndefined()
    expect(await shop.adapters.files.open(await keyOf())).toBeDefined()
    expect((await shopper.request('DELETE', '/api/profile/picture')).statusCode).toBe(204)
    expect((await shopper.get('/api/profile/picture')).statusCode).toBe(404)
  })
})

describe('H12 a path', () => {
  it('is made by the server: account and a random id', async () => {
    await using test = await startWithShopper()
    await test.put(await drawn().png().toBuffer())

    const profile = await test.shop.adapters.profiles.load(test.shopper.accountId)

    expect(profile?.pictureKey).toMatch(new RegExp(`^pictures/${test.shopper.accountId}/p_[0-9a-f-]{36}$`))
  })

  it.each([
    '../../etc/passwd',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '..%5c..%5cetc',
    '%2fetc%2fpasswd',
    'a%00b',
    '....//',
    '__proto__',
  ])('cannot be smuggled in as an order id: %s', async (id) => {
    await using test = await startWithShopper()

    for (const url of [`/api/orders/${id}`, `/api/orders/${id}/receipt`, `/api/products/${id}/picture.svg`]) {
      const answer = await test.shopper.get(url)
      expect([url, [400, 404].includes(answer.statusCode)]).toEqual([url, true])
      expect(answer.body).not.toContain('root:')
    }
  })

  it('cannot be smuggled in as a picture key in the profile', async () => {
    await using test = await startWithShopper()
    const json = { pictureKey: 'pictures/somebody/else', email: freshEmail() }

    expect((await test.shopper.request('PATCH', '/api/profile', { json })).statusCode).toBe(400)
  })
})
