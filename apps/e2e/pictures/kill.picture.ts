import { servedBy } from '../src/devices.ts'
import { expect, test } from '../src/fixtures.ts'
import { drawFrame } from '../src/frame.ts'
import { type Frame, saveAnimation } from '../src/save-picture.ts'
import { add, createAccount, isRefused, putIn, readCart, signIn } from '../src/shopper.ts'

test('the kill, before and after', async ({ before, after, visit, browser }) => {
  const old = await visit(before, { expectsFailedRequests: true })
  const fresh = await visit(after, { expectsFailedRequests: true })
  const columns = [
    { title: 'Before: state in the process, sticky sessions', devices: old },
    { title: 'After: state in services, round robin', devices: fresh },
  ]
  const frames: Frame[] = []
  const draw = async (caption: string, showMs: number, notes: readonly string[] = []) => {
    const noted = columns.map((column, index) => ({ ...column, note: notes[index] }))
    frames.push({ screenshot: await drawFrame(browser, caption, noted), showMs })
  }
  const accounts = { old: await createAccount(old.here), fresh: await createAccount(fresh.here) }
  for (const { here } of [old, fresh]) {
    await putIn(here, 'copper-kettle', 2)
    await putIn(here, 'bird-feeder')
    await readCart(here)
  }
  await isRefused(old.there, accounts.old)
  await signIn(fresh.there, accounts.fresh)
  await readCart(fresh.there)

  await draw('One account: the laptop has filled a cart, the phone signs in', 3500)
  const victims = [await servedBy(old.here), await servedBy(fresh.here)] as const
  await Promise.all([before.fleet.kill(victims[0]), after.fleet.kill(victims[1])])
  const notes = victims.map((id) => `${id} is killed`)
  await draw('The instance that answered the laptop is killed', 2500, notes)
  await Promise.all([readCart(old.here), readCart(fresh.here)])
  await expect(old.here.page.getByText('Your cart is empty')).toBeVisible()
  await draw('The laptop loads its cart again', 3500)
  await fresh.there.page.goto('/products/oak-chopping-board')
  await add(fresh.there)
  await readCart(fresh.there)
  await expect(fresh.here.page.locator('[data-line]')).toHaveCount(3)
  await draw('The phone puts in a chopping board, and the laptop shows it', 4000)

  await saveAnimation('kill', frames)
})
