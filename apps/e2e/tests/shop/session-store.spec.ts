import { servedBy } from '../../src/devices.ts'
import { expect, test } from '../../src/fixtures.ts'
import { checkPage } from '../../src/page-checks.ts'
import {
  cartCount,
  createAccount,
  isRefused,
  isSignedOut,
  putIn,
  readCart,
  signIn,
} from '../../src/shopper.ts'

// Where the sessions are kept: before, in the instance; after, in a Valkey of their own.

test.describe('the session store is restarted empty', { tag: '@desktop' }, () => {
  test('before: there is no login to come back with, and no cart to come back to', async ({
    before,
    visit,
  }) => {
    const { here } = await visit(before, { expectsFailedRequests: true })
    const email = await createAccount(here)
    await putIn(here, 'copper-kettle')

    await before.fleet.restart(await servedBy(here))

    await isSignedOut(here)
    await isRefused(here, email)
    expect(await readCart(here)).toEqual({})
  })

  test('after: log in again, and the cart is there', async ({ after, cloud, visit }) => {
    const { here } = await visit(after, { expectsFailedRequests: true })
    const email = await createAccount(here)
    await putIn(here, 'copper-kettle')

    await cloud.valkeySessions.restart({ empty: true })

    await isSignedOut(here)
    await signIn(here, email)
    expect(await readCart(here)).toEqual({ 'copper-kettle': 1 })
  })
})

test.describe('the session store is frozen', { tag: '@desktop' }, () => {
  test('before: the next instance shows an empty cart, as if nothing had ever been in it', async ({
    before,
    visit,
  }) => {
    const { here } = await visit(before, { expectsFailedRequests: true })
    await createAccount(here)
    await putIn(here, 'copper-kettle')

    await before.fleet.freeze(await servedBy(here))
    await here.page.goto('/')

    await expect(here.page.locator('.card').first()).toBeVisible()
    await expect(cartCount(here)).toHaveText('0')
    await here.page.goto('/cart')
    await expect(here.page.getByText('Your cart is empty')).toBeVisible()
  })

  test('after: the catalogue works, the cart says that it cannot be read, and comes back', async ({
    after,
    cloud,
    visit,
  }) => {
    const { here } = await visit(after, { expectsFailedRequests: true })
    await createAccount(here)
    await putIn(here, 'copper-kettle')

    cloud.valkeySessions.freeze()
    try {
      await here.page.goto('/')
      await expect(here.page.locator('.card').first()).toBeVisible()
      await expect(cartCount(here)).toHaveText('?')
      await here.page.goto('/cart')
      await expect(here.page.getByRole('heading', { level: 1 })).toHaveText(
        'Your cart cannot be read right now',
      )
      await expect(here.page.locator('[data-empty-cart]')).toHaveCount(0)
      await checkPage(here)
    } finally {
      cloud.valkeySessions.thaw()
    }

    await here.page.getByRole('link', { name: 'Try again' }).click()
    await expect(here.page.locator('[data-line="copper-kettle"]')).toBeVisible()
    await expect(cartCount(here)).toHaveText('1')
  })
})
