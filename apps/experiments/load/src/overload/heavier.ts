/**
 * Makes each request that an instance serves keep its thread busy for WORK_MS, so that an instance is slow enough for a
 * laptop to overload it eightfold. The thread waits instead of computing: as on a slow processor of its own, which nobody
 * else's work makes slower. Computing would measure how generator, balancer and instances share two cores. Loaded into the
 * instance by `--import`; the shop knows nothing of it.
 */
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

const workMs = Number(process.env.WORK_MS ?? 0)

/** Nobody wakes who waits for it. */
const never = new Int32Array(new SharedArrayBuffer(4))

interface Finished {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

subscribe('http.server.response.finish', (message) => {
  const { request, response } = message as Finished
  const isShopping = request.url !== '/readyz' && response.statusCode < 500
  if (isShopping) Atomics.wait(never, 0, 0, workMs)
})
