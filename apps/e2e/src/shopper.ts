import { expect } from '@playwright/test'
import { logIn, signUp } from '@unsticky/storefront/testing'
import type { Device } from './devices.ts'

// What a shopper does on a device, and what can be seen there.

/** Creates an account and is signed in. */
export async function createAccount({ page }: Device, email?: string): Promise<string> {
  await page.goto('/sign-up')
  const used = await signUp(page, email)
  await page.waitForURL((url) => url.pathname === '/')
  return used
}

export async function signIn({ page }: Device, email: string): Promise<void> {
  await page.goto('/login')
  await logIn(page, email)
  await page.waitForURL((url) => url.pathname === '/')
}

/** The right password, and the shop says that it is wrong: whoever answers has never heard of the account. */
export async function isRefused({ page }: Device, email: string): Promise<void> {
  await page.goto('/login')
  await logIn(page, email)
  await expect(page.getByRole('alert')).toContainText('password')
}

/** Puts units of a product into the cart and waits until the shop has said that they are in. */
export async function putIn({ page }: Device, productId: string, units = 1): Promise<void> {
  await page.goto(`/products/${productId}`)
  await add({ page }, units)
}

/** The same, from the product's page. */
export async function add({ page }: Pick<Device, 'page'>, units = 1): Promise<void> {
  await page.getByLabel('Quantity').fill(String(units))
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await expect(page.getByRole('status')).toContainText('is in your cart')
}

/** The count beside the cart's link, wherever the shopper is. */
export const cartCount = ({ page }: Device) => page.locator('[data-cart-count]')

/** The cart as its page shows it: product and units. */
export async function readCart({ page }: Device): Promise<Record<string, number>> {
  await page.goto('/cart')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cart')
  const lines = await page
    .locator('[data-line]')
    .evaluateAll((elements) =>
      elements.map((each) => [each.getAttribute('data-line'), Number(each.getAttribute('data-quantity'))]),
    )
  return Object.fromEntries(lines)
}

/** The shop knows who is there: the profile is shown, not the way to the login. */
export async function isSignedIn({ page }: Device): Promise<void> {
  await page.goto('/profile')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your profile')
}

export async function isSignedOut({ page }: Device): Promise<void> {
  await page.goto('/profile')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
}

/** Leaves a mark that a reload would wipe away. */
export const markDocument = ({ page }: Device) =>
  page.evaluate(() => document.body.setAttribute('data-kept', 'yes'))

export const isSameDocument = ({ page }: Device) =>
  expect(page.locator('body')).toHaveAttribute('data-kept', 'yes')
