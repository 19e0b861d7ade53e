import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { address } from './visitor.ts'

// What a person does on a page, in the words of the page.

export const naturalWidth =
  'document.querySelector("img[data-current-picture]").decode().then(() => document.querySelector("img[data-current-picture]").naturalWidth)'

const password = 'correct horse 1'

export async function signUp(page: Page, email = `${randomUUID()}@example.org`) {
  await page.getByLabel('Name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  return email
}

export async function logIn(page: Page, email: string) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

export async function search(page: Page, words: string) {
  await page.getByRole('searchbox').fill(words)
  await page.keyboard.press('Enter')
}

export async function fillAddress(page: Page) {
  await page.getByLabel('Full name').fill(address.name)
  await page.getByLabel('Street and number').fill(address.street)
  await page.getByLabel('Postal code').fill(address.postalCode)
  await page.getByLabel('City').fill(address.city)
  await page.getByLabel('Country').selectOption(address.country)
}

export const waitForCount = (page: Page, units: number) =>
  page
    .locator('[data-cart-count]')
    .filter({ hasText: new RegExp(`^${units}$`) })
    .waitFor()

/** How far a page is wider than its window, in pixels: more than 0 would scroll sideways. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

export async function receiptOf(page: Page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Receipt' }).click(),
  ])
  return readFile(await download.path(), 'utf8')
}
