/**
 * Either shop, made to die in the middle of its first order: as soon as the stock is taken. FAILPOINT says how the
 * stateless one writes:
 *
 * - `transaction`: as it does. It dies when the transaction has been made and before it hears of it.
 * - `two-writes`: as a shop without transactions would, the stock first.
 */
import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { createDynamoClient, createDynamoOrderStore, type DynamoClient } from '@unsticky/dynamodb'
import { runShop } from '@unsticky/http'
import { runInstance } from '@unsticky/http/edge'
import { stock } from '@unsticky/shop-stateful/catalog'
import { composeStateless, isStateless, prepareStateful } from './compose-end.ts'

const { FAILPOINT, SHOP_ORDERS_TABLE = '', SHOP_CATALOG_TABLE = '' } = process.env
const version = `failpoint ${FAILPOINT}`

if (isStateless) await runShop(prepareDyingOrders)
else await runInstance(prepareDyingOverStock)

async function prepareDyingOrders() {
  const { adapters, settings } = await composeStateless()
  return { adapters: { ...adapters, orders: dyingOrders() }, settings, version }
}

/** The stateful shop takes the stock from this very Map, so that is where it dies. */
async function prepareDyingOverStock() {
  const take = stock.set.bind(stock)
  stock.set = (productId, units) => {
    take(productId, units)
    die()
    return stock
  }
  return prepareStateful(version)
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
