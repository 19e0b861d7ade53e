import type { Response } from '@playwright/test'
import { fillAddress } from '@unsticky/storefront/testing'
import type { Device } from '../../src/devices.ts'
import { expect, test } from '../../src/fixtures.ts'
import { checkPage } from '../../src/page-checks.ts'
import { createAccount, putIn } from '../../src/shopper.ts'

const guestPages = [
  '/',
  '/?q=kettle',
  '/?q=nothing-like-it',
  '/?category=Garden&page=2',
  '/products/copper-kettle',
]
const emptyPages = ['/cart', '/login', '/sign-up', '/about-state']
const ownPages = ['/', '/cart', '/checkout', '/profile', '/orders']

test('every page is accessible, fits, runs no inline script and says nothing to the console', async ({
  after,
  visit,
}) => {
  const { here } = await visit(after)

  for (const path of [...guestPages, ...emptyPages]) await inspect(here, path)
  await createAccount(here)
  await putIn(here, 'copper-kettle')
  for (const path of ownPages) await inspect(here, path)
  await inspect(here, await placeOrder(here))
})

test('the API can be read and tried, in a page with nothing inline', { tag: '@desktop' }, async ({
  after,
  visit,
}) => {
  const { here } = await visit(after)
  const response = await here.page.goto('/docs')
  await checkPolicy(response)
  // How usable the page is, is up to Swagger UI: what axe finds there is its markup.
  const products = here.page.locator('#operations-catalogue-get_api_products')
  await products
    .getByRole('button', { name: /products/ })
    .first()
    .click()
  await products.getByRole('button', { name: 'Try it out' }).click()
  await products.getByRole('button', { name: 'Execute' }).click()
  await expect(products.locator('.live-responses-table')).toContainText('bamboo-comb')
})

test('a page that is not there is accessible, too', async ({ after, visit }) => {
  const { here } = await visit(after, { expectsFailedRequests: true })

  await inspect(here, '/no-such-page')
})

test('a script inside a page does not run', async ({ after, visit }) => {
  const { here } = await visit(after)

  const ran = await here.page.evaluate(() => {
    const refused = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
    })
    const script = document.createElement('script')
    script.textContent = 'document.body.dataset.ran = "yes"'
    document.body.append(script)
    const { ran = 'no' } = document.body.dataset
    return ran === 'no' ? refused.then((directive) => ({ directive, ran })) : { directive: 'none', ran }
  })

  expect(ran).toEqual({ directive: 'script-src-elem', ran: 'no' })
  expect(here.complaints.splice(0)).toEqual([expect.stringContaining('Content Security Policy')])
})

async function inspect(device: Device, path: string) {
  const response = await device.page.goto(path)
  await test.step(`policy of ${path}`, () => checkPolicy(response))
  await test.step(`look at ${path}`, () => checkPage(device))
}

async function checkPolicy(response: Response | null) {
  const policy = response?.headers()['content-security-policy'] ?? 'none'
  const directives = new Map(policy.split('; ').map((each) => [each.split(' ')[0], each]))
  expect.soft(directives.get('default-src')).toBe("default-src 'none'")
  expect.soft(directives.get('script-src')).toBe("script-src 'self'")
  expect.soft(policy).not.toContain('unsafe')
  const html = (await response?.text()) ?? ''
  expect.soft(html.match(/<script(?![^>]*\ssrc=)[^>]*>|<style|\son\w+=|\sstyle=|javascript:/gi)).toBeNull()
}

/** The address of the order's page. */
async function placeOrder({ page }: Device) {
  await page.goto('/checkout')
  await fillAddress(page)
  await page.getByRole('button', { name: 'Place order' }).click()
  await page.waitForURL('**/orders/**')
  return new URL(page.url()).pathname
}
