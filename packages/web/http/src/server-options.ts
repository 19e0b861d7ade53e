import { randomUUID } from 'node:crypto'
import type { FastifyServerOptions } from 'fastify'
import { isSecure, type Settings } from './config.ts'
import { lazyLogger } from './lazy-logger.ts'
import { sendProblem } from './plugins/errors.plugin.ts'
import { setCommonHeaders } from './plugins/headers.plugin.ts'
import { toProblem } from './problem.ts'
import { trustProxies } from './trusted-proxies.ts'

export interface LogStream {
  write(line: string): void
}

/** How the server listens, logs and limits, for `Fastify()`. */
export function serverOptions(settings: Settings, stream?: LogStream) {
  return {
    logger: {
      level: settings.LOG_LEVEL,
      base: { instance: settings.INSTANCE_ID },
      redact,
      ...(stream && { stream }),
    },
    childLoggerFactory: lazyLogger,
    genReqId: () => randomUUID(),
    trustProxy: trustProxies(settings.TRUSTED_PROXIES, settings.TRUSTED_HOPS),
    bodyLimit: 64 * 1024,
    // Longer than the balancer keeps idle connections (60 s at the ALB), or it sends into a connection that closes.
    keepAliveTimeout: 72_000,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100 },
    // A URL that cannot be read is refused before any route, hook or error handler.
    frameworkErrors: (error, request, reply) => {
      setCommonHeaders(reply, { instanceId: settings.INSTANCE_ID, isSecure: isSecure(settings) })
      sendProblem(request, reply, toProblem(error))
    },
  } satisfies FastifyServerOptions
}

/** Fastify's own request log holds no headers and no body; this is for whoever logs one by hand. */
const redact = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["x-csrf-token"]',
  '["idempotency-key"]',
  'password',
  'accessToken',
  'refreshToken',
].flatMap((name) => {
  const own = name.startsWith('[') ? name : `.${name}`
  return [own.replace(/^\./, ''), `*${own}`, `req.headers${own}`, `res.headers${own}`, `*.headers${own}`]
})
