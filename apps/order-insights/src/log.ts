import type { Logger } from 'pino'

/** What this service says while it runs. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>
