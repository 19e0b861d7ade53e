import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalCloud, silentLog, startLocalCloud } from '../index.ts'
import { dummyCredentials, region } from './aws-settings.ts'

let cloud: LocalCloud
let dynamo: DynamoDBClient

beforeAll(async () => {
  cloud = await startLocalCloud({ log: silentLog, valkey: false, awsApart: true })
  dynamo = clientAt(cloud.env.AWS_ENDPOINT_URL_DYNAMODB)
}, 600_000)

afterAll(() => cloud.stop())

const clientAt = (endpoint: string | undefined) =>
  new DynamoDBClient({ endpoint, region, credentials: dummyCredentials })
const cart = { pk: { S: 'cart-1' }, sk: { S: 'CART' } }
const getItem = () => new GetItemCommand({ TableName: cloud.outputs.CartsTable, Key: cart })

describe('an AWS with a process for each busy service', () => {
  it('has every table of the stack in the process that answers for DynamoDB', async () => {
    const { TableNames } = await dynamo.send(new ListTablesCommand({}))

    const { CatalogTable, CartsTable, OrdersTable, ProfilesTable } = cloud.outputs
    expect(TableNames).toEqual(expect.arrayContaining([CatalogTable, CartsTable, OrdersTable, ProfilesTable]))
  })

  it('keeps what is written in one place', async () => {
    await dynamo.send(new PutItemCommand({ TableName: cloud.outputs.CartsTable, Item: cart }))

    expect((await dynamo.send(getItem())).Item).toEqual(cart)
    expect((await clientAt(cloud.aws.endpoint).send(getItem())).Item).toBeUndefined()
  })

  it('reads while Cognito does not answer', async () => {
    cloud.aws.apart.COGNITO_IDENTITY_PROVIDER?.freeze()
    const jwks = fetch(cloud.env.SHOP_COGNITO_JWKS_URL as string, { signal: AbortSignal.timeout(200) })
    await expect(jwks).rejects.toThrow()

    expect((await dynamo.send(getItem())).Item).toEqual(cart)

    cloud.aws.apart.COGNITO_IDENTITY_PROVIDER?.thaw()
    expect((await fetch(cloud.env.SHOP_COGNITO_JWKS_URL as string)).status).toBe(200)
  })

  it('goes and comes back as one, and forgets nothing', async () => {
    await cloud.aws.kill()
    await expect(dynamo.send(getItem())).rejects.toThrow()

    await cloud.aws.restart()

    expect((await dynamo.send(getItem())).Item).toEqual(cart)
  })
})
