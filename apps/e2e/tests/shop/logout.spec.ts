import { expect, test } from '../../src/fixtures.ts'
import type { ShopUnderTest } from '../../src/shop-under-test.ts'
import { createAccount, isSignedIn, isSignedOut, signIn } from '../../src/shopper.ts'

/** The same outcome for both: this is what a session in memory does well, as long as its instance lives. */
for (const version of ['before', 'after'] as const) {
  test(`${version}: a logout ends the login of this device, for good, and of no other`, {
    tag: '@desktop',
  }, async ({ before, after, visit }) => {
    const shop: ShopUnderTest = { before, after }[version]
    const { here, there } = await visit(shop)
    const email = await createAccount(here)
    if (version === 'before') await createAccount(there, email)
    else await signIn(there, email)
    await isSignedIn(here)
    const cookies = await here.context.cookies()

    await here.page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await here.page.waitForURL((url) => url.pathname === '/')

    await isSignedOut(here)
    await isSignedIn(there)
    await here.context.addCookies(cookies) // as somebody who copied them would
    await isSignedOut(here)
    expect(cookies.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^session(-\d+)?$/))
  })
}
