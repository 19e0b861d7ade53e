import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, it } from 'vitest'
import { createDynamoClient } from '../connection/dynamo-client.ts'
import { createDynamoProfileStore } from '../profiles/profile-store.ts'
import { createLeanReader } from './lean-reader.ts'

interface Received {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

beforeEach(() => {
  const keys = { AWS_ACCESS_KEY_ID: 'AKIATEST', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' }
  Object.assign(process.env, { ...keys, AWS_REGION: 'eu-central-1' })
})

/** Something that answers like DynamoDB, writes down what it gets, and lets a test say what is wrong with it. */
async function startEndpoint() {
  const received: Received[] = []
  const answers: { status: number; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    received.push({ headers: request.headers as Record<string, string>, body })
    const answer = answers.shift() ?? { status: 200, body: '{"Item":{"accountId":{"S":"a1"}}}' }
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    received,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const isFromSdk = ({ headers }: Received) => 'amz-sdk-request' in headers

describe('a lean read', () => {
  it('asks what the SDK asks, once it knows where', async () => {
    await using endpoint = await startEndpoint()
    const store = createDynamoProfileStore({ client: createDynamoClient(), table: 't' })

    await store.load('a1')
    await store.load('a1')

    expect(endpoint.received.map(isFromSdk)).toEqual([true, false])
    const [first, second] = endpoint.received.map(({ headers, body }) => ({
      asked: JSON.parse(body),
      target: headers['x-amz-target'],
      token: headers['x-amz-security-token'],
    }))
    expect(second).toEqual(first)
    await store.close()
  })

  it.each([
    { status: 500, body: '{}' },
    { status: 400, body: '{"__type":"ThrottlingException"}' },
    { status: 200, body: '{"Item":' },
  ])('leaves $status $body to the SDK', async (answer) => {
    await using endpoint = await startEndpoint()
    const store = createDynamoProfileStore({ client: createDynamoClient(), table: 't' })
    await store.load('a1')
    endpoint.answers.push(answer)

    expect(await store.load('a1')).toEqual({ accountId: 'a1' })
    expect(endpoint.received.map(isFromSdk)).toEqual([true, false, true])
    await store.close()
  })

  it('does not begin before the SDK has found the endpoint', async () => {
    const reader = createLeanReader(createDynamoClient())

    await expect(reader.read('t', { pk: 'x' })).rejects.toThrow('endpoint')
  })
})
