import type { PromiseId } from '@unsticky/steps'
import type { Experiment } from '../world/world.ts'
import { loginEverywhere, logoutFinal, pictureEverywhere } from './accounts.ts'
import { cookiesSurvive, liveUpdate, rateLimitShared, reminderOnce } from './agreement.ts'
import { guestMergedOnce, parallelAdds, twoDevices } from './carts.ts'
import { memoryFlat } from './memory.ts'
import { neverOversold, orderNumbersUnique, orderOnce } from './orders.ts'
import { loadSpreads, rollingRestart } from './scaling.ts'
import { survivesKill, survivesRestart } from './survival.ts'

/**
 * The experiment of each promise, in the order in which they run on one fleet: first what needs it fresh (all counters
 * at the same value, all stock there), last what tears at it.
 */
export const experiments: Readonly<Record<PromiseId, Experiment>> = {
  'order-numbers-unique': orderNumbersUnique,
  'never-oversold': neverOversold,
  'two-devices': twoDevices,
  'parallel-adds': parallelAdds,
  'guest-merged-once': guestMergedOnce,
  'logout-final': logoutFinal,
  'login-everywhere': loginEverywhere,
  'rate-limit-shared': rateLimitShared,
  'live-update': liveUpdate,
  'reminder-once': reminderOnce,
  'memory-flat': memoryFlat,
  'load-spreads': loadSpreads,
  'order-once': orderOnce,
  'picture-everywhere': pictureEverywhere,
  'survives-kill': survivesKill,
  'survives-restart': survivesRestart,
  'rolling-restart': rollingRestart,
  'cookies-survive': cookiesSurvive,
}
