/** The condition is in the write, but every line is a write of its own. */
import type { OrderTools, Parts, Units } from '@unsticky/lab-kit/orders'

export async function placeOrder(
  { writeAll }: OrderTools,
  { units, order, last, claim }: Parts,
): Promise<void> {
  for (const each of units) await writeAll([takeIfThere(each)])
  await writeAll([order, last, claim])
}

const takeIfThere = ({ take: { Update } }: Units) => ({
  Update: Update && { ...Update, ConditionExpression: '#stock >= :quantity' },
})
