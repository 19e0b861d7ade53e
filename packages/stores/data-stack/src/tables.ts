import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, Billing, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'

interface TableOptions {
  readonly protect: boolean
}

const pk = { name: 'pk', type: AttributeType.STRING }
const sk = { name: 'sk', type: AttributeType.STRING }

/** Epoch seconds. DynamoDB deletes late, so readers compare it themselves; the deletion only saves space. */
const timeToLiveAttribute = 'expiresAtSeconds'

/** Holds only the carts that a reminder may still be due for: an item without these attributes is not in it. */
const idleCarts = {
  indexName: 'idle',
  partitionKey: { name: 'idleShard', type: AttributeType.STRING },
  sortKey: { name: 'updatedAt', type: AttributeType.NUMBER },
}

/** One table per kind of data, so that each scales, is backed up and is permitted by itself. */
export function createTables(scope: Construct, { protect }: TableOptions) {
  const common = {
    partitionKey: pk,
    billing: Billing.onDemand(),
    deletionProtection: protect,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: protect },
    removalPolicy: protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  }
  const sorted = { ...common, sortKey: sk }
  return {
    /** Products and their stock. */
    catalog: new TableV2(scope, 'Catalog', sorted),
    /** Carts, where DynamoDB and not the durable Valkey is chosen for them. */
    carts: new TableV2(scope, 'Carts', {
      ...sorted,
      timeToLiveAttribute,
      globalSecondaryIndexes: [idleCarts],
    }),
    /** One item per account id, put by conditional write: the condition needs no sort key. */
    profiles: new TableV2(scope, 'Profiles', common),
    /** Orders, and the record of every Idempotency-Key, written in the same transaction. */
    orders: new TableV2(scope, 'Orders', {
      ...sorted,
      timeToLiveAttribute,
      // Whoever wants to know of orders reads this, and the shop need not know of them (apps/order-insights).
      dynamoStream: StreamViewType.NEW_IMAGE,
    }),
    /** Leases and the outbox of reminders. */
    operations: new TableV2(scope, 'Operations', { ...sorted, timeToLiveAttribute }),
    /** Sessions, where DynamoDB is chosen for them. Not backed up: a backup would bring ended sessions back. */
    sessions: new TableV2(scope, 'Sessions', {
      ...common,
      timeToLiveAttribute,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false },
    }),
  }
}
