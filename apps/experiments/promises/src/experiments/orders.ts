/** Stock, orders and their numbers, decided by several instances at the same moment. */
import { randomUUID } from 'node:crypto'
import { jsonOf } from '../http/device.ts'
import { type Shopper, totalOf } from '../http/shopper.ts'
import { type Experiment, UntellingError, type World } from '../world/world.ts'

const scarce = 'limited-edition-print'
const buyers = 5

/** Five shoppers want nine of thirty, and press the button at the same moment. */
export const neverOversold: Experiment = async (world) => {
  const units = await unitsLeft(world)
  const each = Math.min(20, Math.ceil((1.5 * units) / buyers))
  if (units < buyers) throw new UntellingError(`Only ${units} units of the scarce product are left to sell`)
  await checkOutTogether(world, { count: buyers, productId: scarce, quantity: each })
  const { unitsOversold, ordersPlaced } = world.judge({ [scarce]: units })
  return {
    kept: unitsOversold === 0 && ordersPlaced > 0,
    detail: `Of ${units} units ${ordersPlaced * each} were sold to ${buyers} shoppers who wanted ${each} each.`,
  }
}

/** Orders of several shoppers at the same moment, several times. */
export const orderNumbersUnique: Experiment = async (world) => {
  for (let round = 0; round < 2; round++)
    await checkOutTogether(world, { count: 6, productId: 'copper-kettle', quantity: 1 })
  const { ordersPlaced, anomalyCounts, anomalies } = world.judge()
  if (ordersPlaced < 6) throw new UntellingError(`Only ${ordersPlaced} of 12 orders were placed`)
  const shared = anomalies.find(({ kind }) => kind === 'order-number-shared')
  return {
    kept: anomalyCounts['order-number-shared'] === 0,
    detail: shared?.detail ?? `${ordersPlaced} orders, ${ordersPlaced} numbers.`,
  }
}

/** A double click, then the instance that answered dies, then the client sends it a third time. One key all along. */
export const orderOnce: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  await shopper.add(laptop, 'copper-kettle')
  const checkout = { key: randomUUID(), totalCents: await totalOf(laptop) }
  const clicks = await Promise.all([shopper.checkOut(laptop, checkout), shopper.checkOut(laptop, checkout)])
  const answered = clicks.find(({ status }) => status === 201)
  if (!answered) throw new UntellingError(`The clicks were answered ${clicks.map(({ status }) => status)}`)
  await world.killAndReplace(answered.instance)
  await comeBack(shopper, laptop)
  await shopper.checkOut(laptop, checkout)
  const list = await shopper.readOrders(laptop)
  const listed = list.status === 200 ? jsonOf<{ orders: unknown[] }>(list).orders.length : 0
  const { ordersPlaced } = world.judge()
  return {
    kept: ordersPlaced === 1 && listed === 1,
    detail: `Sent three times around a kill: ${ordersPlaced} orders given out, ${listed} listed at the end.`,
  }
}

/** Whoever was thrown out logs in again, as a person would. */
async function comeBack(shopper: Shopper, device: ReturnType<Shopper['device']>) {
  const { status } = await shopper.readProfile(device)
  if (status !== 200) await shopper.logIn(device)
}

async function unitsLeft({ shopper }: World) {
  const answer = await shopper().device('phone').request('GET', `/api/products/${scarce}`)
  return jsonOf<{ unitsLeft: number }>(answer).unitsLeft
}

interface Purchase {
  readonly count: number
  readonly productId: string
  readonly quantity: number
}

async function checkOutTogether(world: World, { count, productId, quantity }: Purchase) {
  const ready = await Promise.all(
    world.shoppers(count).map(async (shopper) => {
      const laptop = shopper.device('laptop')
      await shopper.signUp(laptop)
      await shopper.add(laptop, productId, quantity)
      const totalCents = await totalOf(laptop)
      return () => shopper.checkOut(laptop, { totalCents })
    }),
  )
  await Promise.all(ready.map((checkOut) => checkOut()))
}
