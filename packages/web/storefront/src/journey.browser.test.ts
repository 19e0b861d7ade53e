import { randomUUID } from 'node:crypto'
import { isWithoutBrowser } from '@unsticky/local-cloud/browser'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openDevice } from './testing/browser.ts'
import {
  fillAddress,
  logIn,
  naturalWidth,
  overflowOf,
  receiptOf,
  search,
  signUp,
  waitForCount,
} from './testing/person.ts'
import { startShop } from './testing/start-shop.ts'

/** Installing a browser, once per machine, can take minutes. */
const installMs = 15 * 60_000

describe.skipIf(isWithoutBrowser())('a person with a browser', { timeout: 60_000 }, () => {
  let shop: Awaited<ReturnType<typeof startShop>>
  let browser: Browser
  let origin: string

  beforeAll(async () => {
    shop = await startShop()
    origin = await shop.app.listen({ host: '127.0.0.1', port: 0 })
    browser = await launchBrowser()
  }, installMs)

  afterAll(async () => {
    await browser?.close()
    await shop?.app.close()
  })

  it.each([390, 1280])('shops from browsing to the receipt at %i px', async (width) => {
    await using device = await open(width)
    const { page } = device

    await page.goto('/')
    await search(page, 'kettle')
    await page.getByRole('link', { name: 'Copper Kettle' }).click()
    await page.getByLabel('Quantity').fill('2')
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await waitForCount(page, 2)
    await page.goto('/cart')
    await page.getByRole('link', { name: 'Check out' }).click()
    await page.getByRole('link', { name: 'Create an account' }).click()
    await signUp(page)
    await page.waitForURL(`${origin}/checkout`)
    expect(await page.locator('[data-total]').textContent()).toBe('€59.80')
    await fillAddress(page)
    await page.getByRole('button', { name: 'Place order' }).dblclick()
    await page.waitForURL('**/orders/**')

    expect(await page.locator('[data-thanks]').isVisible()).toBe(true)
    await waitForCount(page, 0)
    expect(await receiptOf(page)).toContain('2 × Copper Kettle')
    await page.goto('/orders')
    expect(await page.locator('.order-row').count()).toBe(1)
  })

  it('shows on one device what the other puts in, changes and takes out', async () => {
    await using phone = await open(390)
    await using desktop = await open(1280)
    await phone.page.goto('/sign-up')
    const email = await signUp(phone.page)
    await phone.page.waitForURL(`${origin}/`)
    await desktop.page.goto('/login?next=/cart')
    await logIn(desktop.page, email)
    await desktop.page.waitForURL(`${origin}/cart`)

    await phone.page.goto('/products/copper-kettle')
    await phone.page.getByRole('button', { name: 'Add to cart' }).click()
    await desktop.page.locator('[data-line="copper-kettle"]').waitFor()
    await waitForCount(desktop.page, 1)
    await desktop.page.getByRole('button', { name: 'One more of Copper Kettle' }).click()
    await waitForCount(phone.page, 2)
    await desktop.page.getByRole('button', { name: 'Remove Copper Kettle' }).click()

    await waitForCount(phone.page, 0)
    await desktop.page.getByText('Your cart is empty').waitFor()
  })

  it('says what is wrong beside the field and puts the cursor there', async () => {
    await using device = await open(390)
    const { page } = device
    await page.goto('/sign-up')
    await page.getByLabel('Name').fill('Ada')
    await page.getByLabel('Email').fill('no address')
    await page.getByLabel('Password').fill('correct horse 1')

    await page.getByRole('button', { name: 'Create account' }).click()

    expect(await page.locator('#email-error').textContent()).toMatch(/@/)
    expect(await page.locator(':focus').getAttribute('id')).toBe('email')
    expect(await page.getByLabel('Email').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Email').fill(`${randomUUID()}@example.org`)
    await page.getByLabel('Password').fill('onlyletters')
    await page.keyboard.press('Enter')
    await page.locator('#password-error', { hasText: 'a digit' }).waitFor()
    device.complaints.length = 0 // the browser notes the refused request
  })

  it('orders nothing with a declined card, and once with the slow one', async () => {
    await using device = await open(390)
    const { page } = device
    await page.goto('/sign-up?next=/products/copper-kettle')
    await signUp(page)
    await page.waitForURL(`${origin}/products/copper-kettle`)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await waitForCount(page, 1)
    await page.goto('/checkout')
    await fillAddress(page)
    await page.getByLabel('A card that is refused').check()
    await page.getByRole('button', { name: 'Place order' }).click()
    await page.getByRole('alert').filter({ hasText: 'declined' }).waitFor()
    device.complaints.length = 0 // the browser notes the refused request

    await page.getByLabel('A slow bank').check()
    await page.getByRole('button', { name: 'Place order' }).dblclick()
    await page.waitForURL('**/orders/**')
    await page.getByRole('button', { name: 'Cancel order' }).click()
    await page.getByRole('button', { name: 'Really cancel?' }).click()
    await page.locator('[data-order-status="cancelled"]').waitFor()

    await page.goto('/orders')
    expect(await page.locator('.order-row').count()).toBe(1)
  })

  it('asks to agree when a price changes during the checkout', async () => {
    await using device = await open(1280)
    const { page } = device
    const [entry] = await shop.adapters.catalog.list()
    const product = {
      ...entry,
      id: `offer-${randomUUID().slice(0, 8)}`,
      name: 'Offer',
      priceCents: 1000,
    } as never
    await shop.adapters.catalog.put([{ product, stock: 5 }])
    await page.goto('/sign-up')
    await signUp(page)
    await page.waitForURL(`${origin}/`)
    shop.passTime(3000) // the catalogue's copy is trusted for two seconds
    await page.goto(`/products/${(product as { id: string }).id}`)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await waitForCount(page, 1)
    await page.goto('/checkout')
    await fillAddress(page)
    await shop.adapters.catalog.put([
      { product: { ...(product as object), priceCents: 1500 } as never, stock: 5 },
    ])
    shop.passTime(3000)

    await page.getByRole('button', { name: 'Place order' }).click()
    await page.getByRole('alert').filter({ hasText: 'price has changed' }).waitFor()
    await page.getByRole('button', { name: 'Place order' }).click()
    expect(await page.locator('#agree-error').textContent()).not.toBe('')
    await page.getByLabel('I agree to the total of €15.00').check()
    await page.getByRole('button', { name: 'Place order' }).click()

    await page.waitForURL('**/orders/**')
    device.complaints.length = 0 // the browser notes the refused request
  })

  it('takes a profile with a picture, and shows them on every page', async () => {
    await using device = await open(390)
    const { page } = device
    await page.goto('/sign-up?next=/profile')
    await signUp(page)
    await page.waitForURL(`${origin}/profile`)
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 100 } })

    await page
      .getByLabel('Profile picture')
      .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture })
    await page.locator('canvas[data-preview]').waitFor()
    await page.getByRole('button', { name: 'Upload' }).click()
    const shown = page.getByRole('img', { name: 'Your picture' })
    await shown.waitFor()
    expect(await page.evaluate(naturalWidth)).toBe(200)
    await page.getByLabel('Name in the shop').fill('Grace')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Your profile is saved.').waitFor()
    await page.goto('/')

    await page.getByRole('link', { name: 'Grace' }).waitFor()
  })

  it('adds once when the answer is lost on the way', async () => {
    await using device = await open(390)
    const { page } = device
    let lost = 0
    await page.route('**/api/cart/lines', async (route) => {
      if (lost > 0) return route.continue()
      lost += 1
      await route.fetch() // the shop has done it; nobody hears of it
      await route.abort('connectionreset')
    })
    await page.goto('/products/copper-kettle')

    await page.getByRole('button', { name: 'Add to cart' }).click()

    await page.getByText('Copper Kettle is in your cart.').waitFor()
    await waitForCount(page, 1)
    expect(lost).toBe(1)
    device.complaints.length = 0 // the browser notes the lost connection
  })

  it('keeps the key of an order whose outcome is unknown, so that a second press does not order twice', async () => {
    await using device = await open(390)
    const { page } = device
    await page.goto('/sign-up?next=/products/copper-kettle')
    await signUp(page)
    await page.waitForURL(`${origin}/products/copper-kettle`)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await waitForCount(page, 1)
    await page.goto('/checkout')
    await fillAddress(page)
    await page.route('**/api/orders', async (route) => {
      await route.fetch()
      await route.fulfill({ status: 503, body: '' })
    })

    await page.getByRole('button', { name: 'Place order' }).click()
    await page
      .getByRole('alert')
      .filter({ hasText: 'not known whether that worked' })
      .waitFor({ timeout: 30_000 })
    await page.unroute('**/api/orders')
    await page.getByRole('button', { name: 'Place order' }).click()

    await page.waitForURL('**/orders/**')
    await page.goto('/orders')
    expect(await page.locator('.order-row').count()).toBe(1)
    device.complaints.length = 0 // the browser notes the refused requests
  })

  it('follows the cart again after the stream was cut', async () => {
    await using device = await open(1280)
    await using other = await open(390)
    const { page } = device
    await page.goto('/sign-up')
    const email = await signUp(page)
    await page.waitForURL(`${origin}/`)
    await other.page.goto('/login')
    await logIn(other.page, email)
    await other.page.waitForURL(`${origin}/`)

    shop.app.health.drain() // ends every stream, as an instance does before it stops
    await other.page.getByRole('button', { name: 'Add Bamboo Comb to cart' }).click()

    await waitForCount(page, 1)
  })

  it('keeps the newer count when the answer to its own addition comes after news of a later one', async () => {
    await using device = await open(1280)
    await using other = await open(390)
    const { page } = device
    await page.goto('/sign-up?next=/products/copper-kettle')
    const email = await signUp(page)
    await page.waitForURL(`${origin}/products/copper-kettle`)
    await other.page.goto('/login')
    await logIn(other.page, email)
    await other.page.waitForURL(`${origin}/`)
    await page.route('**/api/cart/lines', async (route) => {
      const answer = await route.fetch()
      await other.page.getByRole('button', { name: 'Add Bamboo Comb to cart' }).click()
      await waitForCount(page, 2) // by the stream
      await route.fulfill({ response: answer })
    })

    await page.getByRole('button', { name: 'Add to cart' }).click()

    await page.getByText('Copper Kettle is in your cart.').waitFor()
    expect(await page.locator('[data-cart-count]').textContent()).toBe('2')
  })

  it('signs out', async () => {
    await using device = await open(1280)
    const { page } = device
    await page.goto('/sign-up?next=/profile')
    await signUp(page)
    await page.waitForURL(`${origin}/profile`)

    await page.getByRole('button', { name: 'Sign out', exact: true }).click()

    await page.waitForURL(`${origin}/`)
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
  })

  /** A device whose console must stay silent, and whose last page must not scroll sideways. */
  async function open(width: number) {
    const device = await openDevice(browser, origin, { viewport: { width, height: 800 } })
    return {
      ...device,
      [Symbol.asyncDispose]: async () => {
        const overflow = await overflowOf(device.page)
        await device.context.close()
        expect(device.complaints).toEqual([])
        expect(overflow).toBeLessThanOrEqual(0)
      },
    }
  }
})
