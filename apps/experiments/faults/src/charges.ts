import { type ChargesCheck, checkCharges } from '@unsticky/continuity'
import { createDynamoClient, createDynamoOrderArchive } from '@unsticky/dynamodb'
import type { LocalCloud } from '@unsticky/local-cloud'

/**
 * The orders as they lie in the table against the books of the payment provider, which lives outside the shop: what was
 * charged is counted there, whatever instances said before they died. `only`: the orders of one experiment.
 */
export async function countCharges(
  { env, payments }: LocalCloud,
  { only }: { only?: ReadonlySet<string> } = {},
): Promise<ChargesCheck> {
  const all = await storedOrders(env)
  const orders = only ? all.filter(({ id }) => only.has(id)) : all
  const charges = payments.charges().filter(({ isLive }) => isLive)
  return checkCharges(
    orders.map((order) => ({ ...order, isCancelled: order.status === 'cancelled' })),
    charges,
  )
}

async function storedOrders(env: LocalCloud['env']) {
  const client = createDynamoClient()
  const [ordersTable, catalogTable] = [env.SHOP_ORDERS_TABLE as string, env.SHOP_CATALOG_TABLE as string]
  try {
    return await Array.fromAsync(createDynamoOrderArchive({ client, ordersTable, catalogTable }).all())
  } finally {
    client.destroy()
  }
}
