import type { PromiseId } from '@unsticky/steps'
import type { Experiment } from '../world/world.ts'
import { loginEverywhere, logoutFinal, pictureEverywhere } from './accounts.ts'
import { cookiesSurvive, liveUpdate, rateLimitShared, reminderOnce } from './agreement.ts'
import { guestMergedOnce, parallelAdds, twoDevices } from './carts.ts'
import { partsApart, stateRefused } from './design.ts'
import { memoryFlat } from './memory.ts'
import { neverOversold, orderNumbersUnique, orderOnce } from './orders.ts'
import { loadSpreads, rollingRestart } from './scaling.ts'
import { survivesKill, survivesRestart } from './survival.ts'

/** The experiment of each promise. */
export const experiments: Readonly<Record<PromiseId, Experiment>> = {
  'survives-restart': survivesRestart,
  'survives-kill': survivesKill,
  'two-devices': twoDevices,
  'parallel-adds': parallelAdds,
  'never-oversold': neverOversold,
  'order-once': orderOnce,
  'logout-final': logoutFinal,
  'guest-merged-once': guestMergedOnce,
  'login-everywhere': loginEverywhere,
  'picture-everywhere': pictureEverywhere,
  'cookies-survive': cookiesSurvive,
  'rate-limit-shared': rateLimitShared,
  'live-update': liveUpdate,
  'reminder-once': reminderOnce,
  'order-numbers-unique': orderNumbersUnique,
  'load-spreads': loadSpreads,
  'rolling-restart': rollingRestart,
  'memory-flat': memoryFlat,
  'parts-apart': partsApart,
  'state-refused': stateRefused,
}

/**
 * What runs side by side on one fleet, round after round: first what needs it fresh (all counters at the same value,
 * all stock there), then what leaves it as it is and mostly waits, last what tears at it. Whoever wants a rolling
 * restart shares one; whoever wants to kill an instance or to count the memory is alone.
 */
export const rounds: readonly (readonly PromiseId[])[] = [
  ['order-numbers-unique'],
  ['never-oversold'],
  [
    'two-devices',
    'parallel-adds',
    'guest-merged-once',
    'logout-final',
    'login-everywhere',
    'rate-limit-shared',
    'live-update',
    'reminder-once',
  ],
  ['memory-flat'],
  ['load-spreads'],
  ['order-once'],
  ['picture-everywhere'],
  ['survives-kill'],
  ['parts-apart', 'state-refused'],
  ['survives-restart', 'rolling-restart', 'cookies-survive'],
]
