/**
 * Step 5 with one adapter broken on purpose, to see exactly its promise break. SHOP_BROKEN names it:
 *
 * - `carts`: reads the line, then writes the sum, as if the script that adds did not exist
 * - `stock`: takes the stock without the condition that there is as much
 * - `rate-limit`: every instance counts for itself
 */
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { CartStore } from '@unsticky/cart'
import { createDynamoClient, createDynamoOrderStore, type DynamoClient } from '@unsticky/dynamodb'
import { runShop, type ShopAdapters } from '@unsticky/http'
import { createMemoryRateLimiter } from '@unsticky/in-process'
import { createAdapters, loadConfig } from '@unsticky/shop-step'

await runShop(async () => {
  const config = loadConfig()
  const adapters = await createAdapters(config)
  return {
    adapters: { ...adapters, ...breakOne(process.env.SHOP_BROKEN, adapters) },
    settings: config.settings,
    version: `broken ${process.env.SHOP_BROKEN}`,
  }
})

function breakOne(name: string | undefined, { carts }: ShopAdapters): Partial<ShopAdapters> {
  switch (name) {
    case 'carts':
      return { carts: withoutScript(carts as CartStore) }
    case 'stock':
      return { orders: ordersWithoutCondition() }
    case 'rate-limit':
      return { rateLimiter: createMemoryRateLimiter() }
    default:
      throw new Error(`SHOP_BROKEN names nothing to break: "${name}"`)
  }
}

function withoutScript(carts: CartStore): CartStore {
  return {
    ...carts,
    async change(shopperId, change, options) {
      if (change.kind !== 'add') return carts.change(shopperId, change, options)
      const { productId } = change
      const { lines } = await carts.load(shopperId)
      const line = lines.find((each) => each.productId === productId)
      if (!line) return carts.change(shopperId, change, options)
      const quantity = line.quantity + change.quantity
      return carts.change(shopperId, { kind: 'set', productId, quantity }, options)
    },
  }
}

function ordersWithoutCondition() {
  const { SHOP_ORDERS_TABLE = '', SHOP_CATALOG_TABLE = '' } = process.env
  const client = withoutStockCondition(createDynamoClient())
  return createDynamoOrderStore({ client, ordersTable: SHOP_ORDERS_TABLE, catalogTable: SHOP_CATALOG_TABLE })
}

function withoutStockCondition(client: DynamoClient): DynamoClient {
  const send = client.send.bind(client)
  client.send = ((command: unknown, ...rest: unknown[]) => {
    if (command instanceof TransactWriteCommand)
      for (const { Update } of command.input.TransactItems ?? [])
        if (Update?.ConditionExpression === '#stock >= :quantity') delete Update.ConditionExpression
    return (send as (...args: unknown[]) => unknown)(command, ...rest)
  }) as DynamoClient['send']
  return client
}
