/** What the last step adds: parts that fail alone, and no way back into the process. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createDevice, type Device } from '../http/device.ts'
import { type Experiment, UntellingError } from '../world/world.ts'

const failed = [502, 503, 504]

/**
 * The step is run once more, as it runs. Whatever answers for the pages is killed: do cart and catalogue go on? Then
 * whatever answers for the cart: do the others?
 */
export const partsApart: Experiment = async (world) => {
  await using shop = await world.startAsItRuns()
  const device = createDevice(shop.url, 'laptop')
  const fleets = shop.names.map((name) => shop.service(name))
  await expectAll(device, ['/', '/api/cart', '/api/products'])
  const kill = async (path: string) => {
    const { instance } = await device.request('GET', path)
    const fleet = fleets.find(({ instances }) => instances.some(({ id }) => id === instance))
    if (!fleet || !instance) throw new UntellingError(`Nobody answered for ${path}`)
    await fleet.kill(instance)
    await untilFailed(device, path)
  }
  await kill('/')
  const withoutPages = await statusesOf(device, ['/api/cart', '/api/products', '/api/session'])
  const goesOn = withoutPages.every((status) => status === 200)
  if (goesOn) await kill('/api/cart')
  const withoutCart = await statusesOf(device, ['/api/products', '/api/session'])
  return {
    kept: goesOn && withoutCart.every((status) => status === 200),
    detail: goesOn
      ? `Without its pages, cart, products and session answered ${withoutPages.join(', ')}; without the cart, products and session ${withoutCart.join(', ')}.`
      : `When what serves the pages was killed, cart, products and session answered ${withoutPages.join(', ')}.`,
  }
}

async function expectAll(device: Device, paths: readonly string[]) {
  const statuses = await statusesOf(device, paths)
  if (statuses.some((status) => status !== 200))
    throw new UntellingError(`Before anything was killed ${paths.join(', ')} answered ${statuses.join(', ')}`)
}

const statusesOf = (device: Device, paths: readonly string[]) =>
  Promise.all(paths.map(async (path) => (await device.request('GET', path, { plain: true })).status))

async function untilFailed(device: Device, path: string) {
  for (let attempt = 0; attempt < 50; attempt++) {
    const { status } = await device.request('GET', path, { plain: true })
    if (failed.includes(status)) return
    await sleep(200)
  }
  throw new UntellingError(`${path} was still answered after its instance was killed`)
}

/** One piece of state is put back into the process, as a careless change would: does the instance start? */
export const stateRefused: Experiment = async (world) => {
  const outcome = await world.tryToStart({ SHOP_PUT_BACK: 'rateLimiter' })
  return {
    kept: outcome === 'refused',
    detail: `An instance that counts login attempts in its own memory ${outcome === 'refused' ? 'did not start' : 'started'}.`,
  }
}
