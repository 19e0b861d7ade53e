/** Lab 6: what placing an order gets. */
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'

/** One write of a transaction: a Put or an Update, as DynamoDB takes it. */
export type TransactionItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** Units of one product that the order takes. */
export interface Units {
  readonly productId: string
  readonly quantity: number
  /** The write that takes them: `SET #stock = #stock - :quantity`, whatever is left. */
  readonly take: TransactionItem
}

/** The parts of an order. */
export interface Parts {
  readonly units: readonly Units[]
  /** Puts the order, if there is none with its id yet. */
  readonly order: TransactionItem
  /** Notes it as the account's last one, if the one before it is still the one that the cart was read after. */
  readonly last: TransactionItem
  /** Completes the Idempotency-Key, if it is still this order's. */
  readonly claim: TransactionItem
}

export interface OrderTools {
  /** Writes all of these or none. Throws when a condition of one does not hold; the shop finds out whose. */
  readonly writeAll: (items: readonly TransactionItem[]) => Promise<void>
  /** How many units there are right now. */
  readonly unitsLeft: (productId: string) => Promise<number>
  /** To throw when there are too few of these. */
  readonly soldOut: (units: Units) => Error
}

export type PlaceOrder = (tools: OrderTools, parts: Parts) => Promise<void>
