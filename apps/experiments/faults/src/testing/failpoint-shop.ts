/**
 * Either shop, made to die in the middle of its first order: as soon as the stock is taken. FAILPOINT says how the
 * stateless one writes:
 *
 * - `transaction`: as it does. It dies when the transaction has been made and before it hears of it.
 * - `two-writes`: as a shop without transactions would, the stock first.
 */
import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { demoCatalog } from '@unsticky/catalog'
import { createDynamoClient, createDynamoOrderStore, type DynamoClient } from '@unsticky/dynamodb'
import { runShop, type ShopAdapters } from '@unsticky/http'
import type { MemoryCatalogStore } from '@unsticky/in-process'
import { composeEnd } from './compose-end.ts'

const { SHOP_UNDER_TEST, FAILPOINT, SHOP_ORDERS_TABLE = '', SHOP_CATALOG_TABLE = '' } = process.env

await runShop(async () => {
  const { adapters, settings } = await composeEnd()
  const changed = SHOP_UNDER_TEST === 'stateless' ? { orders: dyingOrders() } : await dieOverStock(adapters)
  return { adapters: { ...adapters, ...changed }, settings, version: `failpoint ${FAILPOINT}` }
})

/** The order store takes the stock from this very object, so that is where it dies. */
async function dieOverStock({ catalog }: ShopAdapters): Promise<Partial<ShopAdapters>> {
  await catalog.put(demoCatalog())
  const stock = catalog as MemoryCatalogStore
  const take = stock.takeStock
  Object.assign(stock, { takeStock: (...args: Parameters<typeof take>) => [take(...args), die()] })
  return {}
}

function dyingOrders() {
  const client = createDynamoClient()
  const send = client.send.bind(client) as (command: unknown, ...rest: unknown[]) => Promise<unknown>
  client.send = (async (command: unknown, ...rest: unknown[]) => {
    if (!(command instanceof TransactWriteCommand) || !takesStock(command)) return send(command, ...rest)
    await (FAILPOINT === 'two-writes' ? send(firstHalfOf(command), ...rest) : send(command, ...rest))
    die()
  }) as DynamoClient['send']
  return createDynamoOrderStore({ client, ordersTable: SHOP_ORDERS_TABLE, catalogTable: SHOP_CATALOG_TABLE })
}

const takesStock = ({ input }: TransactWriteCommand) =>
  input.TransactItems?.some(({ Update }) => Update?.TableName === SHOP_CATALOG_TABLE)

function firstHalfOf({ input }: TransactWriteCommand) {
  const update = input.TransactItems?.find(({ Update }) => Update?.TableName === SHOP_CATALOG_TABLE)?.Update
  return new UpdateCommand(update as NonNullable<typeof update>)
}

function die() {
  process.kill(process.pid, 'SIGKILL')
}
