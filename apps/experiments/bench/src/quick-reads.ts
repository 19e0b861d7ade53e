/**
 * Stands before the emulator of DynamoDB, as a process of its own, and remembers what GetItem answered until anything is
 * written. The emulator takes 0.4 ms of a core for a read, more than any shop; real DynamoDB takes none of ours. Without
 * this, every subject that reads profiles would be measured by the emulator.
 */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

const emulator = new URL(process.env.EMULATOR_URL ?? '')
const agent = new Agent({ keepAlive: true })
const answers = new Map<string, Answer>()

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

const server = createServer(async (asked, response) => {
  const body = await bodyOf(asked)
  const operation = String(asked.headers['x-amz-target']).split('.')[1] ?? ''
  const known = operation === 'GetItem' ? answers.get(body.toString()) : undefined
  if (known) return send(response, known)
  // Before and after: a read that overlaps a write is not remembered for longer than the write takes.
  if (isWrite(operation)) answers.clear()
  try {
    const answer = await ask(asked, body)
    if (isWrite(operation)) answers.clear()
    if (operation === 'GetItem' && answer.status === 200) answers.set(body.toString(), answer)
    send(response, answer)
  } catch {
    response.destroy()
  }
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }))
process.once('disconnect', () => process.exit())

const isWrite = (operation: string) => !/^(Get|BatchGet|Query|Scan|Describe|List|TransactGet)/.test(operation)

function ask({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  const { hostname, port } = emulator
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method, path: url, headers }, async (answer) => {
      resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: await bodyOf(answer) })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function send(response: ServerResponse, { status, headers, body }: Answer) {
  const { 'transfer-encoding': _chunked, connection: _own, ...kept } = headers
  response.writeHead(status, { ...kept, 'content-length': body.length }).end(body)
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
