import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './testing/send.ts'
import { startTestFleet } from './testing/start-test-fleet.ts'

let fleet: Awaited<ReturnType<typeof startTestFleet>>

beforeAll(async () => {
  fleet = await startTestFleet({ instances: 2 })
})
afterAll(() => fleet.stop())

describe('private paths', () => {
  const spellings = [
    '/metrics',
    '/livez',
    '/readyz',
    '//metrics',
    '/metrics/',
    '/metrics/x',
    '/metrics?a=b',
    '/metrics;a=b',
    '/METRICS',
    '/%6detrics',
    '/%6D%65trics',
    '/x/../metrics',
    '/x/%2e%2e/metrics',
    '/./readyz',
    '/x/..//livez',
    'http://instance/metrics',
  ]

  it.each(spellings)('%s is not found', async (path) => {
    const answer = await send(fleet.url, path)

    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.instanceId).toBeUndefined()
  })

  it.each(['/x%2f..%2fmetrics', '/x/..%5Cmetrics', '/%2fmetrics'])(
    '%s is refused: an escaped slash means two things',
    async (path) => {
      const answer = await send(fleet.url, path)

      expect(answer.status).toBe(400)
      expect(answer.instanceId).toBeUndefined()
    },
  )

  it('hide nothing else', async () => {
    expect((await send(fleet.url, '/metrics-of-tea')).status).toBe(200)
    expect((await send(fleet.url, '/shop/metrics')).status).toBe(200)
  })
})

describe('what a client says about itself', () => {
  it('is replaced by what the balancer knows', async () => {
    const forged = {
      'x-forwarded-for': '203.0.113.7, 198.51.100.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-port': '443',
      forwarded: 'for=203.0.113.7;proto=https',
      'x-real-ip': '203.0.113.7',
      'x-instance': 'i-evil',
      'x-instance-id': 'i-evil',
      'x-user-id': 'somebody-else',
      'x-envoy-retry-on': '5xx',
      'x-envoy-upstream-rq-timeout-ms': '1',
      'x-envoy-external-address': '203.0.113.7',
    }

    const headers = await headersSeen({ headers: forged, localAddress: '127.0.0.9' })

    const about = Object.fromEntries(Object.entries(headers).filter(([name]) => name in forged))
    expect(about).toEqual({ 'x-forwarded-for': '127.0.0.9', 'x-forwarded-proto': 'http' })
    expect(Object.keys(headers).filter((name) => name.startsWith('x-envoy-'))).toEqual([])
  })

  it('can make the balancer drop only headers of its own by naming them in Connection', async () => {
    const headers = await headersSeen({
      headers: { connection: 'keep-alive, x-of-mine, x-request-id', 'x-of-mine': '1' },
    })

    expect(headers['x-of-mine']).toBeUndefined()
    expect(headers['x-request-id']).toBeDefined()
    expect(headers['x-forwarded-for']).toBe('127.0.0.1')
  })

  it('is refused when it names X-Forwarded-For in Connection', async () => {
    const answer = await send(fleet.url, '/echo', { headers: { connection: 'x-forwarded-for' } })

    expect(answer.status).toBe(400)
    expect(answer.instanceId).toBeUndefined()
  })

  async function headersSeen(options: Parameters<typeof send>[2]) {
    const answer = await send(fleet.url, '/echo', options)
    expect(answer.status).toBe(200)
    return JSON.parse(answer.body).headers as Record<string, string>
  }
})

describe('an answer', () => {
  it('says nothing about the balancer', async () => {
    const { headers } = await send(fleet.url, '/echo')

    expect(headers.server).toBeUndefined()
    expect(Object.keys(headers).filter((name) => name.startsWith('x-envoy-'))).toEqual([])
  })

  it('that honestly says 503 is passed on as it is, and is not repeated', async () => {
    const before = await fleet.stats()

    const answer = await send(fleet.url, '/sick')

    const after = await fleet.stats()
    expect([answer.status, answer.headers['retry-after'], answer.body]).toEqual([503, '9', 'honest'])
    expect(after.requests - before.requests).toBe(1)
    expect(after.repeats - before.repeats).toBe(0)
  })

  it('that honestly says 503 again and again does not take the instances out', async () => {
    for (let i = 0; i < 30; i++) await send(fleet.url, '/sick')

    expect((await fleet.stats()).targets.map(({ ejected, healthy }) => [ejected, healthy])).toEqual([
      [false, true],
      [false, true],
    ])
  })
})

describe('a large upload', () => {
  it.each<Record<string, string>>([{}, { 'idempotency-key': 'picture' }])(
    'of 5 MB arrives whole (%o)',
    async (headers) => {
      const body = Buffer.alloc(5 * 1024 * 1024, 'a')

      const answer = await send(fleet.url, '/upload', { method: 'POST', headers, body })

      expect(answer.status).toBe(200)
      expect(JSON.parse(answer.body).bytes).toBe(body.length)
    },
  )
})

describe('a request that two parsers could read differently', () => {
  const inner = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
  const chunkedInner = `0\r\n\r\n${inner}`
  const post = (headers: string, body: string) =>
    `POST /echo HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n${body}`
  const corpus = {
    'Content-Length and Transfer-Encoding': post(
      `Content-Length: ${chunkedInner.length}\r\nTransfer-Encoding: chunked`,
      chunkedInner,
    ),
    'a Transfer-Encoding nobody knows': post(
      `Transfer-Encoding: xchunked\r\nContent-Length: ${inner.length}`,
      inner,
    ),
    'two Transfer-Encodings': post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', chunkedInner),
    'two Content-Lengths': post(`Content-Length: 0\r\nContent-Length: ${inner.length}`, inner),
    'an empty Content-Length': post('Content-Length:', inner),
    'a space before the colon': post(`Content-Length : ${inner.length}`, inner),
    'a folded header': post(
      `X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: ${inner.length}`,
      inner,
    ),
    'a bare line feed in a chunk extension': post(
      'Transfer-Encoding: chunked',
      `5;a\nb\r\nhello\r\n${chunkedInner}`,
    ),
  }

  it.each(Object.entries(corpus))('%s: nothing is smuggled', async (_, bytes) => {
    const answers = await sendBytes(bytes)

    // Refused, or read as one request with a body; in no case did an instance see the inner one.
    expect(answers.length).toBeLessThanOrEqual(1)
    expect(fleet.executions().has('smuggled')).toBe(false)
  })
})

it('a second request on the connection would have been seen', async () => {
  const get = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'

  expect(await sendBytes(get + get)).toEqual(['200', '200'])
  expect(fleet.executions().get('smuggled')).toHaveLength(2)
})

/** Sends raw bytes and returns the status codes answered until the connection is closed or silent for 300 ms. */
function sendBytes(bytes: string) {
  const { hostname, port } = new URL(fleet.url)
  return new Promise<string[]>((resolve) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const done = () => {
      socket.destroy()
      resolve([...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status as string))
    }
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', done).on('close', done).setTimeout(300, done)
  })
}
