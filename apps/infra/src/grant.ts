import type { DataStack } from '@unsticky/data-stack/cdk'
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Permissions, Resource } from './permissions.ts'

interface GrantOptions {
  readonly data: DataStack
  readonly permissions: Permissions
}

/** Allows a role what is named and nothing else, with one statement for each resource. */
export function grant(role: IRole, { data, permissions }: GrantOptions): void {
  const arns = arnsOf(data)
  const statements = Object.entries(permissions).map(
    ([resource, actions]) =>
      new PolicyStatement({
        sid: resource,
        actions: [...actions],
        resources: arns[resource as Resource],
      }),
  )
  new Policy(role, 'Data', { roles: [role], statements })
}

function arnsOf({ tables, files, users, secrets }: DataStack): Readonly<Record<Resource, string[]>> {
  return {
    catalog: [tables.catalog.tableArn],
    carts: [tables.carts.tableArn],
    idleCarts: [`${tables.carts.tableArn}/index/idle`],
    profiles: [tables.profiles.tableArn],
    orders: [tables.orders.tableArn],
    operations: [tables.operations.tableArn],
    sessions: [tables.sessions.tableArn],
    pictures: [files.arnForObjects('pictures/*')],
    receipts: [files.arnForObjects('receipts/*')],
    fileNames: [files.bucketArn],
    users: [users.pool.userPoolArn],
    cookieKeys: [secrets.cookieKeys.secretArn],
    valkeySessions: [secrets.valkeySessions.secretArn],
    valkeyCarts: [secrets.valkeyCarts.secretArn],
  }
}
