import { setTimeout as sleep } from 'node:timers/promises'
import { UnavailableError } from '@unsticky/kernel'
import { readRisks, type Valkey } from '@unsticky/valkey'
import type { Logger } from 'pino'
import type { Config } from './config.ts'

interface CheckOptions {
  readonly valkey: Valkey
  readonly keeps: 'carts' | 'sessions'
  readonly log: Pick<Logger, 'warn' | 'info'>
}

/**
 * Looks at a start what a Valkey promises, and says what it does not. Throws when carts could be thrown away, which
 * nobody would notice but their shoppers. One that does not answer is not judged: the shop starts, and answers 503.
 */
export async function checkStore(config: Config, { valkey, keeps, log }: CheckOptions): Promise<void> {
  const mode = keeps === 'carts' ? config.SHOP_VALKEY_CARTS_MODE : config.SHOP_VALKEY_SESSIONS_MODE
  try {
    for (const { severity, text } of await whenThere(() => readRisks(valkey, { keeps, mode }))) {
      const line = `The Valkey of the ${keeps}: ${text}`
      if (severity === 'refuse' && !config.SHOP_CARTS_MAY_BE_EVICTED) throw new Error(line)
      log[severity === 'info' ? 'info' : 'warn'](line)
    }
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error
    log.warn(`The Valkey of the ${keeps} does not answer, so nobody knows what it promises`)
  }
}

/** A connection that is being made is waited for a little. */
async function whenThere<T>(ask: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + 2000; ; await sleep(100)) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof UnavailableError) || performance.now() > end) throw error
    }
  }
}
