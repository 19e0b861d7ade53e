import { readFileSync } from 'node:fs'
import { waitUntil } from '@unsticky/processes'
import type { Step } from '@unsticky/shops/contestants'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import { leveredShop, pull } from '../levers.ts'
import type { Shops } from '../open-shops.ts'
import type { Shop } from '../shop.ts'
import { times } from '../shoppers.ts'

export const coldInstance: Experiment = {
  async before(_shop, shops) {
    const served = await addColdInstance(shops, 'stateful')

    expect(served).toEqual({ cold: 0, fresh: expect.any(Number), known: 0, failed: [] })
    expect(served.fresh).toBeGreaterThan(0)
  },

  async after(_shop, shops) {
    const { cold, known, fresh, failed } = await addColdInstance(shops, 'stateless')

    expect({ cold, failed }).toEqual({ cold: 0, failed: [] })
    expect(known).toBeGreaterThan(0)
    expect(fresh).toBeGreaterThan(0)
  },
}

const visitors = 8

/** How many requests a fourth instance gets: while it is cold, then of new shoppers, then of those who were there. */
async function addColdInstance(shops: Shops, step: Step) {
  const shop = await shops.levered(step)
  const known = await times(visitors, async () => openDevice(shop))
  const settings = { STARTS_COLD: '1' }
  const launch = shop.fleet.launch(shops.programOf(step, { entry: leveredShop, settings }), 1)
  const starting = () => shop.fleet.instances.find(({ state }) => state === 'starting')
  const added = await waitUntil(starting, { what: 'the fourth instance to listen', timeoutMs: 20_000 })
  const failed: number[] = []

  await browse(known)
  const cold = readFileSync(added.logFile, 'utf8').split('"url":"/api/cart"').length - 1
  await pull('ready', [added])
  await launch
  // The balancer's own threads hear of it a moment later, so new shoppers come until one lands there.
  let fresh = 0
  for (let round = 0; round < 20 && fresh === 0; round += 1)
    fresh = await browse(await times(visitors, async () => openDevice(shop)))
  const byKnown = await browse(known)

  await shop.fleet.scale(3)
  return { cold, fresh, known: byKnown, failed }

  /** How many were answered by the fourth instance. Its log would say so a moment too late. */
  async function browse(devices: readonly Awaited<ReturnType<typeof openDevice>>[]) {
    const answers = await Promise.all(devices.map((device) => device.request('/api/cart')))
    failed.push(...answers.map(({ status }) => status).filter((status) => status !== 200))
    return answers.filter(({ headers }) => headers.get('x-instance-id') === added?.id).length
  }
}

async function openDevice(shop: Shop) {
  const device = shop.device()
  await device.openSession()
  return device
}
