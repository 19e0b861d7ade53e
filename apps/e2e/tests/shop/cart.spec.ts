import { expect, test } from '../../src/fixtures.ts'
import {
  add,
  cartCount,
  createAccount,
  isRefused,
  isSameDocument,
  markDocument,
  putIn,
  readCart,
  signIn,
} from '../../src/shopper.ts'

test.describe('put in on one device', () => {
  test('before: the other device cannot even sign in', async ({ before, visit }) => {
    const { here, there } = await visit(before, { expectsFailedRequests: true })
    const email = await createAccount(here)
    await putIn(here, 'copper-kettle')

    await isRefused(there, email)

    expect(await readCart(there)).toEqual({})
    expect(await readCart(here)).toEqual({ 'copper-kettle': 1 })
  })

  test('after: the other device shows it without a reload', async ({ after, visit }) => {
    const { here, there } = await visit(after)
    const email = await createAccount(here)
    await signIn(there, email)
    expect(await readCart(there)).toEqual({})
    await markDocument(there)

    await putIn(here, 'copper-kettle', 2)

    await expect(there.page.locator('[data-line="copper-kettle"]')).toHaveAttribute('data-quantity', '2')
    await expect(cartCount(there)).toHaveText('2')
    await isSameDocument(there)
  })
})

test.describe('changed on both devices at once', { tag: '@desktop' }, () => {
  test('before: each device keeps a cart of its own', async ({ before, visit }) => {
    const { here, there } = await visit(before)
    const email = await createAccount(here)
    await createAccount(there, email) // taken, but who answers here does not know
    await Promise.all([here.page.goto('/products/copper-kettle'), there.page.goto('/products/copper-kettle')])

    await Promise.all([add(here, 2), add(there, 3)])

    expect(await readCart(here)).toEqual({ 'copper-kettle': 2 })
    expect(await readCart(there)).toEqual({ 'copper-kettle': 3 })
  })

  test('after: nothing is lost, and both devices show all of it', async ({ after, visit }) => {
    const { here, there } = await visit(after)
    const email = await createAccount(here)
    await signIn(there, email)
    await Promise.all([here.page.goto('/products/copper-kettle'), there.page.goto('/products/copper-kettle')])

    await Promise.all([add(here, 2), add(there, 3)])

    await expect(cartCount(here)).toHaveText('5')
    await expect(cartCount(there)).toHaveText('5')
    expect(await readCart(there)).toEqual({ 'copper-kettle': 5 })
  })
})

test.describe('a guest cart, at login', () => {
  test('before: is not brought to the cart of the account, which is elsewhere', async ({ before, visit }) => {
    const { here, there } = await visit(before)
    const email = await createAccount(here)
    await putIn(here, 'copper-kettle')
    await putIn(there, 'bamboo-comb')

    await createAccount(there, email) // a login is refused, see above

    expect(await readCart(there)).toEqual({ 'bamboo-comb': 1 })
    expect(await readCart(here)).toEqual({ 'copper-kettle': 1 })
  })

  test('after: is merged with the cart of the account, once', async ({ after, visit }) => {
    const { here, there } = await visit(after)
    const email = await createAccount(here)
    await putIn(here, 'copper-kettle')
    await putIn(there, 'bamboo-comb')
    await putIn(there, 'copper-kettle')

    await signIn(there, email)

    const merged = { 'bamboo-comb': 1, 'copper-kettle': 2 }
    await expect(cartCount(here)).toHaveText('3')
    expect(await readCart(there)).toEqual(merged)
    expect(await readCart(here)).toEqual(merged)
  })
})
