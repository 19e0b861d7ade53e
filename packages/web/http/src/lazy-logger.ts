import type { FastifyBaseLogger, FastifyServerOptions } from 'fastify'

type ChildLoggerFactory = NonNullable<FastifyServerOptions['childLoggerFactory']>
type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
type Line = Parameters<FastifyBaseLogger['info']>

/**
 * The logger of a request, made when it has something to write. Fastify makes one for every request, and pino then
 * writes its bindings as text and looks for what must be hidden in them: 4 µs a request here, for a line that a level
 * of `warn` never writes.
 */
export const lazyLogger: ChildLoggerFactory = (logger, bindings, options) =>
  // A route with a level of its own is a health check or a scrape.
  options.level ? logger.child(bindings, options) : new LazyLogger(logger, bindings)

/** A class, because its methods are then made once and not with every request. */
class LazyLogger implements FastifyBaseLogger {
  readonly #parent: FastifyBaseLogger
  readonly #bindings: Parameters<ChildLoggerFactory>[1]
  #own: FastifyBaseLogger | undefined

  constructor(parent: FastifyBaseLogger, bindings: Parameters<ChildLoggerFactory>[1]) {
    this.#parent = parent
    this.#bindings = bindings
  }

  get level() {
    return this.#parent.level
  }

  fatal(...line: unknown[]) {
    this.#write('fatal', line)
  }
  error(...line: unknown[]) {
    this.#write('error', line)
  }
  warn(...line: unknown[]) {
    this.#write('warn', line)
  }
  info(...line: unknown[]) {
    this.#write('info', line)
  }
  debug(...line: unknown[]) {
    this.#write('debug', line)
  }
  trace(...line: unknown[]) {
    this.#write('trace', line)
  }
  silent() {}

  child(...args: Parameters<FastifyBaseLogger['child']>) {
    return this.#logger().child(...args)
  }

  #write(level: Level, line: unknown[]) {
    if (isEnabled(this.#parent, level)) this.#logger()[level](...(line as Line))
  }

  #logger() {
    this.#own ??= this.#parent.child(this.#bindings)
    return this.#own
  }
}

const isEnabled = (logger: FastifyBaseLogger, level: Level) =>
  (logger as FastifyBaseLogger & { isLevelEnabled(level: Level): boolean }).isLevelEnabled(level)
