/** One transaction, but whether there is enough is looked at before it. */
import type { OrderTools, Parts } from '@unsticky/lab-kit/orders'

export async function placeOrder(
  { writeAll, unitsLeft, soldOut }: OrderTools,
  { units, order, last, claim }: Parts,
): Promise<void> {
  for (const each of units) if ((await unitsLeft(each.productId)) < each.quantity) throw soldOut(each)
  await writeAll([...units.map(({ take }) => take), order, last, claim])
}
