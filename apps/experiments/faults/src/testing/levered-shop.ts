/**
 * Either shop with levers for faults that nothing outside of a process can cause. They are pulled by a GET, past the
 * balancer. No shop that is run as one knows this file.
 *
 * - `/levers/unready`, `/levers/ready`: what its health check says. With STARTS_COLD it begins unready.
 * - `/levers/broken`, `/levers/mended`: whether every look at a cart, profile or order throws.
 * - `/levers/endless`: a request that is never answered.
 * - `/levers/half`: an answer that stops half way.
 */
import { demoCatalog } from '@unsticky/catalog'
import { runShop, type ShopAppOptions } from '@unsticky/http'
import { composeEnd } from './compose-end.ts'

let isBroken = false

const levers: NonNullable<ShopAppOptions['pages']> = async (app) => {
  const { becomeReady } = app.health
  if (process.env.STARTS_COLD) app.health.becomeReady = () => {}
  app.get('/levers/ready', async () => becomeReady())
  app.get('/levers/unready', async () => app.health.drain())
  app.get('/levers/broken', async () => setBroken(true))
  app.get('/levers/mended', async () => setBroken(false))
  app.get('/levers/endless', () => new Promise(() => {}))
  app.get('/levers/half', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-length': 1000, 'x-instance-id': app.shop.instanceId })
    reply.raw.write('half of it')
  })
}

function setBroken(value: boolean) {
  isBroken = value
}

/** An adapter with a fault that nobody foresaw, while it is broken. */
function breaking<T extends object>(adapter: T): T {
  return new Proxy(adapter, {
    get(target, name) {
      const member = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        if (isBroken) throw new TypeError('broken on purpose')
        return member.apply(target, args)
      }
    },
  })
}

await runShop(async () => {
  const { adapters, settings } = await composeEnd()
  if (adapters.catalog.livesIn.kind === 'in-process') await adapters.catalog.put(demoCatalog())
  const { carts, profiles, orders } = adapters
  const breakable = { carts: breaking(carts), profiles: breaking(profiles), orders: breaking(orders) }
  return { adapters: { ...adapters, ...breakable }, settings, version: 'levered', pages: levers }
})
