import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { BusyError } from '../errors.ts'
import { createAdmission, type Priority } from '../overload/admission.ts'
import { watchLoop } from '../overload/loop-watch.ts'

interface OverloadOptions {
  /** The event loop may come so late before the instance begins to refuse; 0: it never refuses. */
  readonly targetMs: number
}

/**
 * Refuses at the door, by 503 and Retry-After, what the instance cannot serve in time: browsing first, then carts and
 * accounts, checkout last, health checks never. It keeps nothing about anybody; any app of ours can register it, and it
 * stands before everything else that a request costs.
 */
export const overloadPlugin = fp(
  async (app, { targetMs }: OverloadOptions) => {
    if (targetMs === 0) return
    const admission = createAdmission({ targetMs })
    let isTold = false
    const watch = watchLoop({
      onLook: (lateMs) => {
        admission.look(lateMs)
        tell()
      },
    })
    app.addHook('onClose', async () => watch.stop())
    app.addHook('onRequest', (request, reply, done) => {
      const priority = priorityOf(request)
      if (!priority) return done()
      if (!admission.admit(priority, { turnMs: watch.workedMs() }))
        return done(new BusyError({ retryAfterSeconds: aMoment() }))
      let isInside = true
      const leave = () => {
        if (isInside) admission.leave()
        isInside = false
      }
      // A stream takes nothing while it is silent.
      if (request.routeOptions.url?.endsWith('/events')) leave()
      else reply.raw.once('finish', leave).once('close', leave)
      done()
    })

    /** Once when it begins and once when it is over: a line for each refusal would be one more thing to do. */
    function tell() {
      if (admission.isLimiting === isTold) return
      isTold = admission.isLimiting
      if (isTold) app.log.warn({ limit: admission.limit }, 'overloaded: not everybody is let in')
      else app.log.info('everybody is let in again')
    }
  },
  { name: 'overload' },
)

/** `undefined`: never refused. */
function priorityOf({ method, url, routeOptions }: FastifyRequest): Priority | undefined {
  const route = routeOptions.url ?? url
  if (route === '/livez' || route === '/readyz' || route === '/metrics') return undefined
  if (/^\/(api\/orders|checkout|orders)\b/.test(route)) return 'checkout'
  const isRead = method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
  return isRead && !/^\/(api\/cart|api\/session|cart|login)\b/.test(route) ? 'browsing' : 'shopping'
}

/** Not the same second for all who were refused together. */
const aMoment = () => 1 + Math.floor(Math.random() * 3)
