/** Places an order: all of it in one transaction, and each part says under which condition. */
import type { OrderTools, Parts, Units } from '@unsticky/lab-kit/orders'

export async function placeOrder(
  { writeAll }: OrderTools,
  { units, order, last, claim }: Parts,
): Promise<void> {
  await writeAll([...units.map(takeIfThere), order, last, claim])
}

const takeIfThere = ({ take: { Update } }: Units) => ({
  Update: Update && { ...Update, ConditionExpression: '#stock >= :quantity' },
})
