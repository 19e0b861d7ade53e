import { type AwsGuard, createAwsGuard } from '@unsticky/aws-client'

interface DynamoGuardOptions {
  /** The tables of the store, for the message when one is not there. */
  readonly tables: readonly string[]
  readonly deadlineMs?: number | undefined
}

/** Runs the operations of one store; see `createAwsGuard`. */
export function createDynamoGuard(service: string, { tables, deadlineMs }: DynamoGuardOptions): AwsGuard {
  const missing = `The ${service} finds no DynamoDB table ${tables.join(' or ')}: was the data stack deployed here?`
  return createAwsGuard(service, {
    configurationErrors: { ResourceNotFoundException: missing },
    ...(deadlineMs !== undefined && { deadlineMs }),
  })
}
