import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureTools } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { expect, it } from 'vitest'
import { startServices } from './services.ts'
import { testProgram } from './testing/start-test-fleet.ts'

const program = { entry: testProgram, env: { DRAIN_WAIT_MS: '1500' } }

/** A service for the cart with two instances, one for everything else with one. */
async function startTwoServices(failureHandling: 'resilient' | 'alb-like') {
  const { envoy } = await ensureTools(['envoy'])
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-services-test-'))
  const group = createProcessGroup({ directory, temporary: true })
  const services = await startServices({
    name: 'test',
    services: [
      { name: 'rest', paths: ['/'], instances: 1, program },
      { name: 'cart', paths: ['/api/cart'], instances: 2, program },
    ],
    balancer: { routing: 'round-robin', failureHandling },
    envoyPath: envoy.command,
    group,
  })
  const idsOf = (name: string) => services.service(name).instances.map(({ id }) => id)
  return {
    ...services,
    idsOf,
    answeredBy: async (path: string) =>
      (await fetch(`${services.url}${path}`)).headers.get('x-instance-id') ?? 'nobody',
    [Symbol.asyncDispose]: async () => {
      await services.stop({ graceMs: 0 })
      await group.stopAll()
    },
  }
}

it.each(['resilient', 'alb-like'] as const)(
  'sends each path to the service that takes it (%s)',
  async (failureHandling) => {
    await using shop = await startTwoServices(failureHandling)

    for (const path of ['/api/cart', '/api/cart/lines/tea', '/api/cart/../cart?x=1'])
      expect(shop.idsOf('cart')).toContain(await shop.answeredBy(path))
    for (const path of ['/', '/api/cartoons', '/api/orders', '/x/../'])
      expect(shop.idsOf('rest')).toContain(await shop.answeredBy(path))
    const events = await fetch(`${shop.url}/api/cart/events?everyMs=50`)
    await events.body?.cancel()
    expect(shop.idsOf('cart')).toContain(await shop.answeredBy('/api/cart'))
    expect((await fetch(`${shop.url}/readyz`)).status).toBe(404)
  },
)

it('scales one service and leaves the other as it is', async () => {
  await using shop = await startTwoServices('resilient')
  const rest = shop.idsOf('rest')

  await shop.service('cart').scale(3)

  expect(shop.service('cart').instances.filter(({ state }) => state === 'ready')).toHaveLength(3)
  expect(shop.idsOf('rest')).toEqual(rest)
  expect((await shop.service('cart').stats()).targets).toHaveLength(3)
})

it('loses only the service whose instances are gone', async () => {
  await using shop = await startTwoServices('resilient')

  await Promise.all(shop.idsOf('cart').map((id) => shop.service('cart').kill(id)))

  await expect.poll(async () => (await fetch(`${shop.url}/api/cart`)).status).toBe(503)
  expect((await fetch(`${shop.url}/api/orders`)).status).toBe(200)
})

it('names the services there are when asked for another', async () => {
  await using shop = await startTwoServices('resilient')

  expect(() => shop.service('kart')).toThrow('there are rest, cart')
})
