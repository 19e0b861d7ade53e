/** Judges the logins of one shopper: who is in stays in, and who has an account gets in. */
import { deviceOf, type Findings } from './anomaly.ts'
import { hadAccount, identityAt } from './identity.ts'
import { fieldOf } from './lines.ts'
import type { Operation } from './operations.ts'

export function checkLogins(operations: readonly Operation[]): Findings {
  const isLookedAt = operations.some((operation) => needsLogin(operations, operation))
  return {
    looked: isLookedAt ? { 'logins lost': 1 } : {},
    anomalies: operations.flatMap((operation) => {
      const detail = complaintAbout(operations, operation)
      return detail
        ? [{ kind: 'login-lost', shopper: operation.shopper, detail, events: operation.events }]
        : []
    }),
  }
}

/** A login to a known account, or anything done while logged in, that got a clear answer. */
const needsLogin = (operations: readonly Operation[], operation: Operation) =>
  operation.outcome !== 'info' &&
  (operation.f === 'login'
    ? hadAccount(operations, operation)
    : operation.f !== 'signUp' && identityAt(operations, operation) === 'account')

function complaintAbout(operations: readonly Operation[], operation: Operation) {
  const { shopper, f, status } = operation
  if (isRefusedLogin(operations, operation)) {
    return `${shopper} has an account, but the login on ${deviceOf(operation)} was refused with ${status}.`
  }
  if (isThrownOut(operations, operation)) {
    return `${shopper} was logged in on ${deviceOf(operation)} and did not log out, but ${f} was answered 401.`
  }
}

/**
 * A login refused although the account was acknowledged: 401, 404, or 403 when the session that the CSRF token came
 * from is gone. `{ wrongCredentials: true }` in what was sent says that the refusal was wanted.
 */
export const isRefusedLogin = (operations: readonly Operation[], operation: Operation): boolean =>
  operation.f === 'login' &&
  operation.outcome === 'fail' &&
  [401, 403, 404].includes(operation.status ?? 0) &&
  fieldOf(operation.sent, 'wrongCredentials') !== true &&
  hadAccount(operations, operation)

const isThrownOut = (operations: readonly Operation[], operation: Operation) =>
  operation.f !== 'login' &&
  operation.f !== 'signUp' &&
  operation.status === 401 &&
  identityAt(operations, operation) === 'account' &&
  !isLogoutUnderway(operations, operation)

/** A logout sent meanwhile explains the 401, however it ended. */
const isLogoutUnderway = (operations: readonly Operation[], { process, start, end }: Operation) =>
  operations.some(
    (other) => other.f === 'logout' && other.process === process && other.end > start && other.start < end,
  )
