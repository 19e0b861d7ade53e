import { authState } from './auth-state.ts'
import { cache } from './cache.ts'
import { conventions } from './conventions.ts'
import { embeddedDb } from './embedded-db.ts'
import { keptState } from './kept-state.ts'
import { localFile } from './local-file.ts'
import { memoryByName } from './memory-by-name.ts'
import { ownLibrary } from './own-library.ts'
import { perBootSecret } from './per-boot-secret.ts'
import { processLock } from './process-lock.ts'
import { queue } from './queue.ts'
import { rateLimit } from './rate-limit.ts'
import { realtime } from './realtime.ts'
import type { Rule } from './rule.ts'
import { scheduler } from './scheduler.ts'
import { sequence } from './sequence.ts'
import { sessionStore } from './session-store.ts'
import { storeLibrary } from './store-library.ts'
import { unknownLibrary } from './unknown-library.ts'

/** Of two rules that speak of the same line the earlier one is heard. */
export const rules: readonly Rule[] = [
  ownLibrary,
  sessionStore,
  authState,
  rateLimit,
  embeddedDb,
  cache,
  realtime,
  scheduler,
  perBootSecret,
  processLock,
  queue,
  localFile,
  sequence,
  conventions,
  storeLibrary,
  memoryByName,
  unknownLibrary,
  keptState,
]
