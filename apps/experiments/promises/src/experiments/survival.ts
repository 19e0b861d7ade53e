/** What is still there after instances ended. */
import type { FleetContinuity } from '@unsticky/continuity'
import type { Device } from '../http/device.ts'
import type { Shopper } from '../http/shopper.ts'
import {
  type Experiment,
  type Finding,
  instancesPerFleet,
  UntellingError,
  type World,
} from '../world/world.ts'

export interface Customer {
  readonly shopper: Shopper
  readonly device: Device
  /** Who answered this shopper last. */
  readonly instance: string | undefined
}

/** Shoppers with an account and two lines in the cart, one after the other, so that they spread. */
export async function openCustomers(world: World, count: number): Promise<readonly Customer[]> {
  return Promise.all(
    world.shoppers(count).map(async (shopper) => {
      const device = shopper.device('laptop')
      const { status } = await shopper.signUp(device)
      if (status !== 201) throw new UntellingError(`A sign-up was answered ${status}`)
      await shopper.add(device, 'copper-kettle', 2)
      const { instance } = await shopper.add(device, 'green-sencha')
      return { shopper, device, instance }
    }),
  )
}

/** Every instance is replaced, one after the other; then everybody looks for cart and profile. */
export const survivesRestart: Experiment = async (world) => {
  const customers = await openCustomers(world, 4)
  await world.rollingRestart()
  await lookAround(customers)
  return findingOf(world.judge(), customers.length)
}

/** The instance that served the first shopper is killed. */
export const survivesKill: Experiment = async (world) => {
  const customers = await openCustomers(world, 2 * instancesPerFleet)
  await world.killAndReplace(customers[0]?.instance)
  await lookAround(customers)
  return findingOf(world.judge(), customers.length)
}

async function lookAround(customers: readonly Customer[]) {
  for (const { shopper, device } of customers) {
    await shopper.readCart(device)
    await shopper.readProfile(device)
  }
}

function findingOf(
  { cartsChecked, cartsLost, loginsLost, picturesLost }: FleetContinuity,
  count: number,
): Finding {
  if (cartsChecked < count) throw new UntellingError(`Only ${cartsChecked} of ${count} carts were looked for`)
  return {
    kept: cartsLost + loginsLost + picturesLost === 0,
    detail: `Of ${count} shoppers ${cartsLost} lost the cart and ${loginsLost} the login.`,
  }
}
