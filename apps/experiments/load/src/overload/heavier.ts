/**
 * Makes each request that an instance serves cost as much processor time as WORK_MS says, so that an instance is slow
 * enough for a laptop to overload it eightfold. Loaded into the instance by `--import`; the shop knows nothing of it.
 */
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

const workMs = Number(process.env.WORK_MS ?? 0)

interface Finished {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

subscribe('http.server.response.finish', (message) => {
  const { request, response } = message as Finished
  const isShopping = request.url !== '/readyz' && response.statusCode < 500
  const end = performance.now() + (isShopping ? workMs : 0)
  while (performance.now() < end);
})
