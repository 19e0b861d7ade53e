import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import type { DynamoClient } from '../connection/dynamo-client.ts'
import { type Endpoint, endpointOf } from './endpoint-of.ts'

type Item = Record<string, unknown>
type Answer = AsyncIterable<Uint8Array>

export interface LeanReader {
  /**
   * The latest of one item; `undefined` when there is none. Throws whenever anything is unusual (no connection, any
   * status but 200, a slow answer): then ask the SDK, which repeats, waits and finds the right words.
   */
  read(table: string, key: Readonly<Record<string, string>>): Promise<Item | undefined>
}

/** So that the SDK still has time for its own attempts within the deadline of an operation. */
const timeoutMs = 500

/**
 * Reads an item by GetItem with the SDK's own signer, credentials and connections, but not through its middleware,
 * which took two thirds of the CPU of a read. Always a consistent read; nothing is kept.
 */
export function createLeanReader(client: DynamoClient): LeanReader {
  const { config } = client
  const endpoint = endpointOf(client)
  return { read }

  async function read(table: string, key: Readonly<Record<string, string>>) {
    const where = endpoint()
    if (!where) throw new Error('The endpoint is not known before the first request of the SDK')
    const body = JSON.stringify({ TableName: table, Key: marshall(key), ConsistentRead: true })
    const { Item } = JSON.parse(await post(where, body)) as { Item?: Parameters<typeof unmarshall>[0] }
    return Item && unmarshall(Item)
  }

  async function post(where: Endpoint, body: string) {
    const signer = await config.signer()
    const signingDate = new Date(Date.now() + (config.systemClockOffset ?? 0))
    const request = await signer.sign(getItem(where, body), { signingDate })
    const { response } = await config.requestHandler.handle(request as Request, { requestTimeout: timeoutMs })
    const text = await textOf(response.body as Answer) // read to its end in any case, so that its connection is free again
    if (response.statusCode !== 200) throw new Error(`GetItem: ${response.statusCode}`)
    return text
  }
}

type Request = Parameters<DynamoClient['config']['requestHandler']['handle']>[0]

function getItem({ protocol, hostname, port, path }: Endpoint, body: string) {
  const headers = {
    host: port === undefined ? hostname : `${hostname}:${port}`,
    'content-type': 'application/x-amz-json-1.0',
    'content-length': String(Buffer.byteLength(body)),
    'x-amz-target': 'DynamoDB_20120810.GetItem',
  }
  return { method: 'POST', protocol, hostname, port, path, query: {}, headers, body }
}

async function textOf(body: Answer) {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
