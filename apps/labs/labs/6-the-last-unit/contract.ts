import { createDynamoCatalogStore, createDynamoClient } from '@unsticky/dynamodb'
import { describeOrderStore } from '@unsticky/testkit'
import { loadPlaceOrder, tables } from './adapters.ts'
import { createLabOrders } from './lab-orders.ts'

export async function contract(folder: string): Promise<void> {
  const placeOrder = await loadPlaceOrder(folder)
  describeOrderStore('yours', {
    open: async () => {
      let ahead = 0
      const now = () => Date.now() + ahead
      const open = () => createLabOrders({ ...tables(), client: createDynamoClient(), now, placeOrder })
      return {
        store: open(),
        reopen: async () => open(),
        advance: (milliseconds: number) => {
          ahead += milliseconds
        },
        catalog: createDynamoCatalogStore({ client: createDynamoClient(), table: tables().catalogTable }),
      }
    },
    cannot: { unavailability: 'the suite shares its DynamoDB with the fleet, which needs it awake' },
  })
}
