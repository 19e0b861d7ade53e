import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { createFilesBucket } from './files-bucket.ts'
import type { DataOutputs } from './outputs.ts'
import { createSecrets } from './secrets.ts'
import { createTables } from './tables.ts'
import { createUserPool } from './user-pool.ts'

export interface DataStackProps extends StackProps {
  /** Guards what cannot be made again: deletion protection on, and data outlives the stack. */
  readonly protect: boolean
}

/**
 * Everything that keeps state and is not a cache: tables, files, identities, secrets. Defined once: AWS gets it by
 * `cdk deploy`, the laptop by the same template through MiniStack's CloudFormation. Every name is generated, so that
 * two of these stacks fit into one account. The caches belong to the service stack, which has the network.
 */
export class DataStack extends Stack {
  readonly tables: ReturnType<typeof createTables>
  readonly files: ReturnType<typeof createFilesBucket>
  readonly users: ReturnType<typeof createUserPool>
  readonly secrets: ReturnType<typeof createSecrets>

  constructor(scope: Construct, id: string, { protect, ...props }: DataStackProps) {
    super(scope, id, props)
    const tables = createTables(this, { protect })
    const files = createFilesBucket(this, { protect })
    const users = createUserPool(this, { protect })
    const secrets = createSecrets(this)
    this.tables = tables
    this.files = files
    this.users = users
    this.secrets = secrets
    addOutputs(this, {
      CatalogTable: tables.catalog.tableName,
      CartsTable: tables.carts.tableName,
      ProfilesTable: tables.profiles.tableName,
      OrdersTable: tables.orders.tableName,
      OperationsTable: tables.operations.tableName,
      SessionsTable: tables.sessions.tableName,
      FilesBucket: files.bucketName,
      UserPoolId: users.pool.userPoolId,
      UserPoolClientId: users.client.userPoolClientId,
      CookieKeysSecret: secrets.cookieKeys.secretArn,
      ValkeySessionsSecret: secrets.valkeySessions.secretArn,
      ValkeyCartsSecret: secrets.valkeyCarts.secretArn,
    })
  }
}

function addOutputs(stack: Stack, outputs: DataOutputs) {
  for (const [name, value] of Object.entries(outputs)) {
    new CfnOutput(stack, `${name}Output`, { value }).overrideLogicalId(name)
  }
}
