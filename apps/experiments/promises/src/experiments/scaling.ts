/** What shoppers notice of a fleet that changes. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from '../http/device.ts'
import { type Experiment, instancesPerFleet, UntellingError } from '../world/world.ts'
import { openCustomers } from './survival.ts'

const visitors = 12
const requestsEach = 5

/** A fourth instance comes while shoppers are there; does it get its share of them? */
export const loadSpreads: Experiment = async (world) => {
  const devices = world.shoppers(visitors).map((shopper) => shopper.device('phone'))
  await Promise.all(devices.map((device) => device.openSession()))
  const known = world.ready().map(({ id }) => id)
  await world.fleet.scale(instancesPerFleet + 1)
  const added = world.ready().find(({ id }) => !known.includes(id))
  if (!added) throw new UntellingError('No instance was added')
  const answered = await browse(devices)
  await world.fleet.scale(instancesPerFleet)
  const share = answered.filter((id) => id === added.id).length / answered.length
  const fairShare = 1 / (instancesPerFleet + 1)
  return {
    kept: share >= fairShare / 2,
    detail: `The new instance got ${percent(share)} of ${answered.length} requests; its share is ${percent(fairShare)}.`,
  }
}

const percent = (part: number) => `${Math.round(100 * part)} %`

async function browse(devices: readonly Device[]) {
  const answered: (string | undefined)[] = []
  for (let round = 0; round < requestsEach; round++) {
    const answers = await Promise.all(devices.map((device) => device.request('GET', '/api/cart')))
    answered.push(...answers.map(({ instance }) => instance))
  }
  return answered
}

/** Logged-in shoppers read and write all the while; any answer that is not the expected one is an error. */
export const rollingRestart: Experiment = async (world) => {
  const customers = await openCustomers(world, instancesPerFleet)
  const traffic = startTraffic(customers.map(({ device }) => device))
  await world.rollingRestart()
  const { requests, errors } = await traffic.stop()
  if (requests < 30) throw new UntellingError(`Only ${requests} requests were sent`)
  return {
    kept: errors.length === 0,
    detail: `${errors.length} errors in ${requests} requests${errors.length > 0 ? `, the first ${errors[0]}` : ''}.`,
  }
}

function startTraffic(devices: readonly Device[]) {
  const errors: string[] = []
  let requests = 0
  let isOver = false
  const running = devices.map(visit)
  return { stop }

  async function visit(device: Device) {
    for (let quantity = 1; !isOver; quantity = 1 + (quantity % 9)) {
      await expect200(device, 'GET', '/api/profile')
      await expect200(device, 'GET', '/api/cart')
      await expect200(device, 'PUT', '/api/cart/lines/copper-kettle', {
        json: { quantity },
        key: randomUUID(),
      })
      await sleep(60)
    }
  }

  async function expect200(device: Device, method: string, path: string, options = {}) {
    const { status } = await device.request(method, path, { plain: true, ...options })
    requests += 1
    if (status !== 200) errors.push(`${method} ${path}: ${status}`)
  }

  async function stop() {
    isOver = true
    await Promise.all(running)
    return { requests, errors }
  }
}
