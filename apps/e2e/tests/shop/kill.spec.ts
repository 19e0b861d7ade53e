import { servedBy } from '../../src/devices.ts'
import { expect, test } from '../../src/fixtures.ts'
import { pictureWidth, uploadPicture } from '../../src/picture.ts'
import {
  add,
  cartCount,
  createAccount,
  isSignedIn,
  isSignedOut,
  putIn,
  readCart,
  signIn,
} from '../../src/shopper.ts'

test.describe('the instance that served this device is killed', () => {
  test('before: its cart and its login are gone', async ({ before, visit }) => {
    const { here, there } = await visit(before, { expectsFailedRequests: true })
    const email = await createAccount(here)
    await createAccount(there, email)
    await putIn(here, 'copper-kettle')
    await putIn(there, 'bamboo-comb')

    await before.fleet.kill(await servedBy(here))

    expect(await readCart(there)).toEqual({ 'bamboo-comb': 1 }) // what the other one holds, and never more
    await isSignedOut(here)
    expect(await readCart(here)).toEqual({})
  })

  test('after: the shopper goes on, on the other device and on this one', async ({ after, visit }) => {
    const { here, there } = await visit(after, { expectsFailedRequests: true })
    const email = await createAccount(here)
    await signIn(there, email)
    await putIn(here, 'copper-kettle')
    const killed = await servedBy(here)

    await after.fleet.kill(killed)

    await there.page.goto('/products/bamboo-comb')
    await add(there)
    await expect(cartCount(here)).toHaveText('2') // told by an instance that lives
    expect(await readCart(there)).toEqual({ 'copper-kettle': 1, 'bamboo-comb': 1 })
    expect(await readCart(here)).toEqual({ 'copper-kettle': 1, 'bamboo-comb': 1 })
    await isSignedIn(here)
    expect(await servedBy(here)).not.toBe(killed)
  })
})

test.describe('a picture uploaded on an instance that died', { tag: '@desktop' }, () => {
  test('before: is gone with it', async ({ before, visit }) => {
    const { here, there } = await visit(before, { expectsFailedRequests: true })
    const email = await createAccount(here)
    await createAccount(there, email)

    const instance = await uploadPicture(here)
    expect(await pictureWidth(here)).toBe(200)
    await before.fleet.kill(instance)

    await isSignedOut(here)
    await isSignedIn(there)
    await expect(there.page.getByRole('img', { name: 'Your picture' })).toHaveCount(0)
  })

  test('after: is seen on both devices', async ({ after, visit }) => {
    const { here, there } = await visit(after, { expectsFailedRequests: true })
    const email = await createAccount(here)
    await signIn(there, email)

    await after.fleet.kill(await uploadPicture(here))

    await isSignedIn(there)
    expect(await pictureWidth(there)).toBe(200)
    await isSignedIn(here)
    expect(await pictureWidth(here)).toBe(200)
  })
})
