import { expect } from 'vitest'
import { eventually } from '../eventually.ts'
import type { Experiment } from '../experiment.ts'
import type { Device } from '../shop.ts'
import { unitsIn } from '../shoppers.ts'

/** Without bounds it would be for as long as the store is frozen. In a quiet machine it is half a second. */
const boundMs = 5000

export const frozenSessionStore: Experiment = {
  async after(shop, { cloud }) {
    const device = shop.device()
    const email = await device.signUp()
    await device.addToCart('copper-kettle')
    const visitor = shop.device()
    await visitor.openSession()

    cloud.valkeySessions.freeze()
    const answers = await answersOf(device, visitor, email).finally(() => cloud.valkeySessions.thaw())

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503, 503])
    for (const { retryAfter } of answers.slice(2)) expect(retryAfter).toEqual(expect.any(String))
    for (const { ms } of answers) expect(ms).toBeLessThan(boundMs)
    await eventually(() => unitsIn(device).catch(() => 0), 1)
  },
}

/** Catalogue, page, cart, login. */
async function answersOf(device: Device, visitor: Device, email: string) {
  return [
    await timed(() => device.request('/api/products')),
    await timed(() => device.request('/')),
    await timed(() => device.request('/api/cart')),
    await timed(() =>
      visitor.request('/api/session', { method: 'POST', json: { email, password: 'correct horse 1' } }),
    ),
  ]
}

async function timed(ask: () => Promise<Response>) {
  const start = performance.now()
  const { status, headers } = await ask()
  return { status, retryAfter: headers.get('retry-after'), ms: performance.now() - start }
}
