/**
 * Either shop with levers for faults that nothing outside of a process can cause. They are pulled by a GET, past the
 * balancer. No shop that is run as one knows this file.
 *
 * - `/levers/unready`, `/levers/ready`: what its health check says. With STARTS_COLD it begins unready.
 * - `/levers/broken`, `/levers/mended`: whether every look at a cart, profile or order throws.
 * - `/levers/endless`: a request that is never answered.
 * - `/levers/half`: an answer that stops half way.
 */
import { runShop } from '@unsticky/http'
import { runInstance } from '@unsticky/http/edge'
import { carts } from '@unsticky/shop-stateful/cart'
import { profiles } from '@unsticky/shop-stateful/profile'
import { sessions } from '@unsticky/shop-stateful/sessions'
import type { FastifyInstance } from 'fastify'
import { composeStateless, isStateless, prepareStateful } from './compose-end.ts'

let isBroken = false

if (isStateless) await runShop(prepareLeveredPorts)
else await runInstance(prepareLeveredMaps)

async function prepareLeveredPorts() {
  const { adapters, settings } = await composeStateless()
  const { carts, profiles, orders } = adapters
  const breakable = { carts: breaking(carts), profiles: breaking(profiles), orders: breaking(orders) }
  return { adapters: { ...adapters, ...breakable }, settings, version: 'levered', pages: addLevers }
}

async function prepareLeveredMaps() {
  const prepared = await prepareStateful('levered')
  breakMap(sessions)
  breakMap(carts)
  breakMap(profiles)
  await addLevers(prepared.app)
  return prepared
}

async function addLevers(app: FastifyInstance) {
  const { becomeReady } = app.health
  if (process.env.STARTS_COLD) app.health.becomeReady = () => {}
  app.get('/levers/ready', async () => becomeReady())
  app.get('/levers/unready', async () => app.health.drain())
  app.get('/levers/broken', async () => setBroken(true))
  app.get('/levers/mended', async () => setBroken(false))
  app.get('/levers/endless', () => new Promise(() => {}))
  app.get('/levers/half', (_request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-length': 1000, 'x-instance-id': process.env.INSTANCE_ID })
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
        throwWhenBroken()
        return member.apply(target, args)
      }
    },
  })
}

/** The same for a Map of the stateful shop. */
function breakMap<Value>(map: Map<string, Value>) {
  const get = map.get.bind(map)
  map.get = (key) => {
    throwWhenBroken()
    return get(key)
  }
}

function throwWhenBroken() {
  if (isBroken) throw new TypeError('broken on purpose')
}
