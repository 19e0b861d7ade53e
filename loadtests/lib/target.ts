/** Where the shop is, and the claims that every script shares. */
export const target = __ENV.TARGET ?? 'http://127.0.0.1:3000'

/** How slow 95 of 100 requests may be; P95_MS chooses another limit, as machines differ. */
export const p95Ms = Number(__ENV.P95_MS ?? 500)

/** What every shopper asks for most, whatever the script is about. */
const quick: Readonly<Record<string, string[]>> = Object.fromEntries(
  ['GET /api/cart', 'POST /api/cart/lines'].map((name) => [
    `http_req_duration{name:${name}}`,
    [`p(95)<${p95Ms}`],
  ]),
)

/** Nothing failed, everything that was looked at was right, and k6 itself kept up. */
export const nothingFails: Readonly<Record<string, string[]>> = {
  http_req_failed: ['rate==0'],
  checks: ['rate==1'],
  dropped_iterations: ['count==0'],
  ...quick,
}

export const summaryTrendStats = ['med', 'p(95)', 'p(99)', 'max']

/**
 * While instances die: no request fails that may be sent again. A login or a sign-up that is in flight at that moment
 * is lost with the instance, and the shopper tries once more.
 */
export const nothingRepeatableFails: Readonly<Record<string, string[]>> = {
  'http_req_failed{repeatable:yes}': ['rate==0'],
  http_req_failed: ['rate<0.1'],
  checks: ['rate==1'],
  dropped_iterations: ['count==0'],
  ...quick,
}
