/**
 * One instance of somebody's app, as the fleet wants it: it starts the command with a port of its own, says when the app
 * answers, hands every request on, and ends the app with itself. It adds no header and changes no body.
 */
import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { freePort, waitUntil } from '@unsticky/processes'

const { PROVE_COMMAND = '', PROVE_CWD = '.', PROVE_READY = '/', PROVE_PORT_ENV = 'PORT' } = process.env
const port = await freePort()
const {
  PROVE_COMMAND: _command,
  PROVE_CWD: _cwd,
  PROVE_READY: _ready,
  PROVE_PORT_ENV: _env,
  ...env
} = process.env
const app = spawn(PROVE_COMMAND.replaceAll('{port}', String(port)), {
  cwd: PROVE_CWD,
  env: { ...env, [PROVE_PORT_ENV]: String(port) },
  shell: true,
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit'],
})
spawn(process.execPath, [fileURLToPath(new URL('guard.ts', import.meta.url)), String(app.pid)], {
  stdio: ['pipe', 'ignore', 'ignore'],
  detached: true,
})
let isDraining = false
app.once('exit', (code, signal) => process.exit(isDraining ? 0 : signal ? 1 : (code ?? 1)))

await waitUntil(() => answers(PROVE_READY), {
  what: `an answer to ${PROVE_READY} on the port ${port} that ${PROVE_PORT_ENV} gives`,
  timeoutMs: 25_000,
}).catch(() => {
  console.error(
    `prove: the app runs and does not answer GET ${PROVE_READY} on port ${port}, which it was given as ${PROVE_PORT_ENV}. Does it take its port from there? --port-env names another variable, {port} in --start puts it into the command, --ready another path.`,
  )
  process.exit(1)
})
const server = createServer(answer).listen(0, '127.0.0.1', () =>
  process.send?.({ type: 'listening', port: (server.address() as AddressInfo).port }),
)
process.once('SIGTERM', () => {
  isDraining = true
  setTimeout(() => {
    server.close()
    if (app.pid !== undefined) process.kill(-app.pid, 'SIGTERM')
    setTimeout(() => process.exit(0), 3000)
  }, 1500)
})

async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
  if (incoming.url === '/readyz')
    return void outgoing.writeHead(isDraining || !(await answers(PROVE_READY)) ? 503 : 200).end()
  const forwarded = request({
    host: '127.0.0.1',
    port,
    method: incoming.method,
    path: incoming.url,
    headers: incoming.headers,
    agent: false,
  })
  forwarded.on('response', (answered) => {
    outgoing.writeHead(answered.statusCode ?? 502, answered.rawHeaders)
    answered.pipe(outgoing)
  })
  forwarded.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
  incoming.pipe(forwarded)
}

/** Any answer at all: what it says is the visitors' matter. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, timeout: 2000 }, (response) => {
      response.resume()
      resolve(true)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(false))
    asked.end()
  })
}
