import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { type AwsClientBounds, awsClientSettings } from '@unsticky/aws-client'

/** Made by `createDynamoClient`, shared by the stores, ended by the `close` of any of them. */
export type DynamoClient = DynamoDBDocumentClient

/** A client for all stores of one process; where it leads is said by the environment alone. */
export function createDynamoClient(bounds: AwsClientBounds = {}): DynamoClient {
  const client = new DynamoDBClient(awsClientSettings(bounds))
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}
