/** Counts failed requests by status and by the code of the shop's problem: a status alone does not say why. */
import { Counter } from 'k6/metrics'
import type { Response } from './device.ts'

const failureCauses = new Counter('failure_causes')

/** k6 itself says why there was no answer, so only answers are counted here. */
export function nameFailure(response: Response, alsoExpected: readonly number[] = []): void {
  const { status } = response
  if (status < 400 || alsoExpected.includes(status)) return
  failureCauses.add(1, { status: String(status), cause: codeOf(response) })
}

/** "SHOP_NOT_SIGNED_IN"; the kind of answer where it is no problem of the shop's. */
function codeOf({ body, headers }: Response): string {
  const text = body instanceof ArrayBuffer ? String.fromCharCode(...new Uint8Array(body)) : String(body ?? '')
  const code = /"code":"([A-Z_]{1,60})"/.exec(text.slice(0, 4000))?.[1]
  return code ?? (headers['X-Instance-Id'] ? 'an answer without a code' : 'not from an instance')
}
