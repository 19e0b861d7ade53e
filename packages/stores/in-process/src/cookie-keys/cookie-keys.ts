import { randomBytes } from 'node:crypto'
import type { CookieKeys } from '@unsticky/kernel'
import { memory } from '../in-process.ts'

/** One key, made when the process starts. */
export function createBootCookieKeys(): CookieKeys {
  // STATEFUL: made at boot, so a cookie signed before a restart, or by another instance, is forged in our eyes.
  const keys = [randomBytes(32).toString('base64url')]
  return { livesIn: memory, current: () => keys, close: async () => {} }
}
