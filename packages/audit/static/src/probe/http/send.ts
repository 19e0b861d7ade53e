import { type IncomingMessage, request } from 'node:http'

export interface PreparedRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | undefined
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly setCookies: readonly string[]
  readonly body: Buffer
}

/** Thrown where no whole answer comes. */
export class NoAnswerError extends Error {}

const maxBytes = 5_000_000
/** One name for every instance, as behind a balancer: an address in an answer must not differ by port. */
const host = 'localhost'

/** One request to a port of this machine, on a connection of its own: none outlives a restart. */
export function send(
  port: number,
  { method, path, headers, body }: PreparedRequest,
  { timeoutMs = 10_000 }: { timeoutMs?: number } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (problem: string) => reject(new NoAnswerError(problem))
    const outgoing = request({
      host: 'localhost',
      port,
      method,
      path,
      headers: {
        host,
        ...headers,
        ...(body && { 'content-length': String(body.length) }),
      },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    })
    outgoing.on('error', (error) =>
      fail(error.name === 'AbortError' ? `no answer within ${timeoutMs / 1000} s` : error.message),
    )
    outgoing.on('response', (incoming) => readAnswer(incoming).then(resolve, (error) => fail(error.message)))
    outgoing.end(body)
  })
}

async function readAnswer(incoming: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) {
      incoming.destroy()
      throw new Error(`an answer of more than ${maxBytes / 1_000_000} MB`)
    }
    chunks.push(chunk)
  }
  const { 'set-cookie': setCookies = [], ...headers } = incoming.headers
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    setCookies,
    body: Buffer.concat(chunks),
  }
}
