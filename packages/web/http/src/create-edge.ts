import Fastify, { type FastifyInstance } from 'fastify'
import { isSecure, type Settings } from './config.ts'
import { errorsPlugin } from './plugins/errors.plugin.ts'
import { forwardedPlugin } from './plugins/forwarded.plugin.ts'
import { headPlugin } from './plugins/head.plugin.ts'
import { headersPlugin } from './plugins/headers.plugin.ts'
import { healthPlugin } from './plugins/health.plugin.ts'
import { type MetricsOptions, metricsPlugin } from './plugins/metrics.plugin.ts'
import { openapiPlugin } from './plugins/openapi.plugin.ts'
import { overloadPlugin } from './plugins/overload.plugin.ts'
import { validationPlugin } from './plugins/validation.plugin.ts'
import { type LogStream, serverOptions } from './server-options.ts'

export interface EdgeOptions extends MetricsOptions {
  /** Where log lines go instead of standard output, for tests. */
  readonly logStream?: LogStream
}

/**
 * An app without routes: what stands between HTTP and any shop of ours. Limits, log, one format of errors, strict
 * validation, headers, health checks, metrics and the API's own document.
 */
export async function createEdge(
  settings: Settings,
  { held, logStream }: EdgeOptions,
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify(serverOptions(settings, logStream))
  await app.register(overloadPlugin, { targetMs: settings.OVERLOAD_DELAY_MS })
  await app.register(forwardedPlugin, { header: settings.FORWARDED_PROTO_HEADER })
  await app.register(errorsPlugin)
  await app.register(validationPlugin)
  await app.register(headersPlugin, { instanceId: settings.INSTANCE_ID, isSecure: isSecure(settings) })
  await app.register(headPlugin)
  await app.register(healthPlugin)
  await app.register(metricsPlugin, { held })
  await app.register(openapiPlugin)
  return app
}
