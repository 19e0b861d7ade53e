/** One transaction with the stock and the order, and the key is forgotten. */
import type { OrderTools, Parts, Units } from '@unsticky/lab-kit/orders'

export async function placeOrder({ writeAll }: OrderTools, { units, order, last }: Parts): Promise<void> {
  await writeAll([...units.map(takeIfThere), order, last])
}

const takeIfThere = ({ take: { Update } }: Units) => ({
  Update: Update && { ...Update, ConditionExpression: '#stock >= :quantity' },
})
