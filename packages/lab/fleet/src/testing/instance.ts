/**
 * A stand-in for the shop in the fleet's own tests: keeps the protocol of an instance, and writes down every execution
 * of a POST before its answer, in a file that survives a kill.
 *
 * `GET /echo` shows the request as it arrived · `GET|POST /work?ms=20` takes that long · `POST /upload` counts bytes ·
 * `GET /sick` is an honest 503 · with BROKEN set all but its health check is 500 · `GET /unready` makes its health checks fail · everything else is 200, so that a leaking /metrics would be seen.
 */
import { appendFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const id = process.env.INSTANCE_ID ?? 'none'
const executionsFile = process.env.EXECUTIONS_FILE
const drainWaitMs = Number(process.env.DRAIN_WAIT_MS ?? 1500)
let ready = true

if (process.env.PORT_IS_TAKEN) {
  console.error('the port is taken')
  process.exit(7)
}

const server = createServer(
  { keepAliveTimeout: 72_000 },
  (request, response) => void answer(request, response),
)
server.listen(Number(process.env.PORT), process.env.HOST, () =>
  process.send?.({ type: 'listening', port: (server.address() as AddressInfo).port }),
)

process.once('SIGTERM', async () => {
  ready = false
  await sleep(drainWaitMs)
  server.close(() => process.exit(0))
})

async function answer(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://instance')
  response.setHeader('x-instance-id', id)
  if (url.pathname === '/readyz') return response.writeHead(ready ? 200 : 503).end()
  if (process.env.BROKEN) return response.writeHead(500).end()
  if (url.pathname === '/unready') ready = false
  if (url.pathname === '/api/cart/events')
    return sendEvents(response, Number(url.searchParams.get('everyMs')))
  if (url.pathname === '/sick') return response.writeHead(503, { 'retry-after': '9' }).end('honest')
  if (request.method === 'POST') noteExecution(String(request.headers['x-request-name']))
  if (url.pathname === '/smuggled') noteExecution('smuggled')
  const bytes = await readBody(request)
  if (url.pathname === '/work' || url.searchParams.has('ms'))
    await sleep(Number(url.searchParams.get('ms') ?? 20))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ id, url: request.url, headers: request.headers, bytes }))
}

function noteExecution(name: string) {
  if (executionsFile) appendFileSync(executionsFile, `${name} ${id}\n`)
}

async function sendEvents(response: ServerResponse, everyMs: number) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (let number = 1; !response.destroyed; number++) {
    response.write(`data: ${number}\n\n`)
    await sleep(everyMs)
  }
}

async function readBody(request: IncomingMessage) {
  let bytes = 0
  for await (const chunk of request) bytes += chunk.length
  return bytes
}
