/** Places an order: looks whether there is enough, takes it, writes the order down. This file is yours. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { OrderTools, Parts } from '@unsticky/lab-kit/orders'

export async function placeOrder(
  { writeAll, unitsLeft, soldOut }: OrderTools,
  { units, order, last, claim }: Parts,
): Promise<void> {
  for (const each of units) if ((await unitsLeft(each.productId)) < each.quantity) throw soldOut(each)
  await sleep(300) // the warehouse is asked, and takes its time
  for (const { take } of units) await writeAll([take])
  await writeAll([order, last, claim])
}
