import type { Experiment } from '../experiment.ts'
import type { RowId } from '../rows.ts'
import { keyOfAnotherUser } from './h27-key-of-another-user.ts'
import { secretsInLogs } from './h29-secrets-in-logs.ts'
import { guestCartOfAnother } from './h31-guest-cart-of-another.ts'
import { oneEmailTwentySignUps } from './h32-one-email-twenty-sign-ups.ts'
import { orderNumbers } from './p1-order-numbers.ts'
import { liveUpdate } from './p2-live-update.ts'
import { reminder } from './p3-reminder.ts'
import { stateInProcessRefused } from './p4-state-in-process-refused.ts'
import { killUnderLoad } from './r01-kill-under-load.ts'
import { rollingRestart } from './r03-rolling-restart.ts'
import { orderInFlight } from './r04-order-in-flight.ts'
import { endlessRequest } from './r05-endless-request.ts'
import { frozenInstance } from './r06-frozen-instance.ts'
import { halfAnAnswer } from './r07-half-an-answer.ts'
import { allUnready } from './r08-all-unready.ts'
import { coldInstance } from './r09-cold-instance.ts'
import { brokenInstance } from './r10-broken-instance.ts'
import { cookieOfTheDead } from './r11-cookie-of-the-dead.ts'
import { frozenSessionStore } from './r12-frozen-session-store.ts'
import { emptySessionStore } from './r13-empty-session-store.ts'
import { killedCartStore } from './r13b-killed-cart-store.ts'
import { parallelAdditions } from './r21-parallel-additions.ts'
import { lastUnit } from './r22-last-unit.ts'
import { sameOrderTenTimes } from './r23-same-order-ten-times.ts'
import { sameKeyOtherBody } from './r24-same-key-other-body.ts'
import { killedDuringPayment } from './r25-killed-during-payment.ts'
import { killedBetweenStockAndOrder } from './r25b-killed-between-stock-and-order.ts'
import { mergeWhileAdding } from './r27-merge-while-adding.ts'
import { firstRequestsOfAGuest } from './r28-first-requests-of-a-guest.ts'
import { secretsAwayAtStart } from './r30-secrets-away-at-start.ts'
import { secretsAwayAtRotation } from './r30b-secrets-away-at-rotation.ts'
import { loginAgainInFlight } from './r35-login-again-in-flight.ts'
import { mixedSessionSchemas } from './r37-mixed-session-schemas.ts'
import { newIdAtLogin } from './s1-new-id-at-login.ts'
import { logoutInFlight } from './s2-logout-in-flight.ts'
import { sessionTimeouts } from './s4-s5-session-timeouts.ts'
import { rotatedCookieKeys } from './s8-rotated-cookie-keys.ts'
import { guessedPasswords } from './s10-guessed-passwords.ts'

/** Who shows which row. */
export const experiments: Readonly<Record<RowId, Experiment>> = {
  R01: killUnderLoad,
  R03: rollingRestart,
  R04: orderInFlight,
  R05: endlessRequest,
  R06: frozenInstance,
  R07: halfAnAnswer,
  R08: allUnready,
  R09: coldInstance,
  R10: brokenInstance,
  R11: cookieOfTheDead,
  R12: frozenSessionStore,
  R13: emptySessionStore,
  R13b: killedCartStore,
  R21: parallelAdditions,
  R22: lastUnit,
  R23: sameOrderTenTimes,
  R24: sameKeyOtherBody,
  R25: killedDuringPayment,
  R25b: killedBetweenStockAndOrder,
  R27: mergeWhileAdding,
  R28: firstRequestsOfAGuest,
  R30: secretsAwayAtStart,
  R30b: secretsAwayAtRotation,
  R35: loginAgainInFlight,
  R37: mixedSessionSchemas,
  S1: newIdAtLogin,
  S2: logoutInFlight,
  'S4/S5': sessionTimeouts,
  S8: rotatedCookieKeys,
  S10: guessedPasswords,
  H27: keyOfAnotherUser,
  H29: secretsInLogs,
  H31: guestCartOfAnother,
  H32: oneEmailTwentySignUps,
  P1: orderNumbers,
  P2: liveUpdate,
  P3: reminder,
  P4: stateInProcessRefused,
}
