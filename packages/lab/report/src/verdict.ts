import type { ByFleet, FleetResult, FleetResults, Verdict } from './compare.ts'
import type { Failure } from './k6-points.ts'
import { completedInWords, type Shopping } from './shopping.ts'

export interface VerdictOptions {
  /** Orders completed and every loss of each fleet. */
  readonly shopping: ByFleet<Shopping>
  /** Failed requests of the stateless shop that nothing may repeat, in flight on an instance when it was killed. */
  readonly requestsExcused?: number
  /** Why requests of the stateless shop failed, most frequent first. */
  readonly failures?: readonly Failure[]
  /** Endpoints of the stateless shop that were slower than promised. */
  readonly slow?: readonly SlowEndpoint[]
  /** The run cannot be believed in its times; losses are losses on any machine. */
  readonly isInvalid?: boolean
  /** What the balancer repeated at the stateless shop, and how many instances were killed: what "failed none" rests on. */
  readonly hidden?: { readonly repeats: number; readonly kills: number }
}

export interface SlowEndpoint {
  readonly name: string
  readonly p95Ms: number
  readonly limitMs: number
}

/** They hash a password, which is slow on purpose. */
const hashing: readonly string[] = ['POST /api/session', 'POST /api/accounts']

/** Endpoints whose p95 is above the limit; those that hash a password may take four times as long. */
export const slowEndpoints = (
  endpoints: readonly { readonly name: string; readonly p95Ms: number | null }[],
  p95LimitMs: number,
): readonly SlowEndpoint[] =>
  endpoints.flatMap(({ name, p95Ms }) => {
    const limitMs = hashing.includes(name) ? 4 * p95LimitMs : p95LimitMs
    return p95Ms !== null && p95Ms > limitMs ? [{ name, p95Ms, limitMs }] : []
  })

/**
 * Whether the run shows what it is for. It does when both stateful fleets lost carts, and the stateless one had every
 * shopper's cart checked, gave every shopper an order, had no finding of any checker, failed nothing, and was not too
 * slow. An invalid run gives no verdict on times. Fleets that did not run are left out. A run in which nobody shopped
 * shows nothing, so it is never ok.
 */
export function verdict(fleets: FleetResults, options: VerdictOptions): Verdict {
  const { 'stateful-round-robin': roundRobin, 'stateful-sticky': sticky, stateless } = fleets
  const objections = [
    ...(roundRobin ? objectionsToStateful('behind round robin', roundRobin) : []),
    ...(sticky ? objectionsToStateful('behind sticky sessions', sticky) : []),
    ...(stateless ? objectionsToStateless(stateless, options) : []),
    ...(roundRobin || sticky || stateless ? [] : ['no fleet ran to its end']),
  ]
  const ok = objections.length === 0
  const words = ok ? (stateless ? praise(stateless, options) : '') : reproach(objections)
  const times = options.isInvalid ? 'Times are not judged, because the run is not valid as it is.' : ''
  return { ok, text: [headline(options.shopping), carts(fleets), words, times].filter(Boolean).join(' ') }
}

/** What a shop is for comes first. */
function headline(shopping: ByFleet<Shopping>) {
  const { 'stateful-round-robin': roundRobin, 'stateful-sticky': sticky, stateless } = shopping
  const parts = [
    ...(roundRobin ? [`${completedInWords(roundRobin)} by stateful behind round robin`] : []),
    ...(sticky ? [`${completedInWords(sticky)} by stateful behind sticky sessions`] : []),
    ...(stateless ? [`${completedInWords(stateless)} by stateless`] : []),
  ]
  return parts.length === 0 ? '' : `Orders completed: ${parts.join(', ')}.`
}

function carts({ 'stateful-round-robin': roundRobin, 'stateful-sticky': sticky, stateless }: FleetResults) {
  const lost = ({ cartsLost, cartsChecked }: FleetResult) => `${cartsLost} of ${cartsChecked}`
  const stateful = [
    ...(roundRobin ? [`behind round robin lost ${lost(roundRobin)} carts`] : []),
    ...(sticky
      ? [`behind sticky sessions ${roundRobin ? '' : 'lost '}${lost(sticky)}${roundRobin ? '' : ' carts'}`]
      : []),
  ].join(', ')
  const parts = [
    ...(stateful ? [`stateful ${stateful}`] : []),
    ...(stateless ? [`stateless lost ${lost(stateless)}${stateful ? '' : ' carts'}`] : []),
  ]
  const text = parts.join('; ')
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function praise({ requests }: FleetResult, { shopping, requestsExcused = 0, hidden }: VerdictOptions) {
  const losses = shopping.stateless?.losses ?? []
  const seen = losses.filter(({ looked }) => looked > 0)
  const unseen = losses.filter(({ looked }) => looked === 0).map(({ what }) => what)
  const notSeen = unseen.length > 0 ? ` (nobody could see: ${unseen.join(', ')})` : ''
  const excused =
    requestsExcused > 0
      ? ` but ${requestsExcused} that nothing may repeat: ${requestsExcused === 1 ? 'a login or a sign-up' : 'logins or sign-ups'} on an instance at the moment of its kill`
      : ''
  const rest = hidden
    ? ` The balancer repeated ${hidden.repeats} requests over ${hidden.kills} ${hidden.kills === 1 ? 'kill' : 'kills'} to get there.`
    : ''
  return `At stateless nothing was lost, stale, foreign, doubled or oversold in ${seen.length} kinds of finding${notSeen}, and none of ${requests} requests failed${excused}.${rest}`
}

const reproach = (objections: readonly string[]) => `The verdict does not hold: ${objections.join('; ')}.`

function objectionsToStateful(where: string, { cartsChecked, cartsLost }: FleetResult): readonly string[] {
  if (cartsChecked === 0) return [`no cart of stateful ${where} was checked`]
  if (cartsLost === 0) return [`stateful ${where} lost no cart, so the run did not show what it is for`]
  return []
}

function objectionsToStateless(fleet: FleetResult, options: VerdictOptions): readonly string[] {
  const { requestsExcused = 0, failures = [], slow = [], isInvalid = false, shopping } = options
  const { shoppers, cartsChecked, requestsFailed } = fleet
  if (shoppers === 0) return ['nobody shopped at stateless']
  const unseen =
    cartsChecked === shoppers ? [] : [`only ${cartsChecked} of ${shoppers} carts of stateless were checked`]
  const failed = requestsFailed - requestsExcused
  return [
    ...unseen,
    ...unbought(shoppers, shopping.stateless),
    ...(shopping.stateless?.losses ?? [])
      .filter(({ count }) => count > 0)
      .map(
        ({ what, count, looked }) =>
          `stateless had ${count} ${what}${looked > 0 ? ` of ${looked} looked at` : ''}`,
      ),
    ...(failed === 0
      ? []
      : [`stateless failed ${failed} ${failed === 1 ? 'request' : 'requests'}${causes(failures)}`]),
    ...(isInvalid ? [] : tooSlow(slow)),
  ]
}

/** " (503 SHOP_UNAVAILABLE: 6, 0 connection reset: 2)" */
function causes(failures: readonly Failure[]) {
  const words = failures.slice(0, 3).map(({ status, cause, count }) => `${status} ${cause}: ${count}`)
  return words.length === 0 ? '' : ` (${words.join(', ')})`
}

/** One order for everyone who wanted to buy, and everyone wanted to. */
function unbought(shoppers: number, shopping: Shopping | undefined): readonly string[] {
  const { buyers = 0, ordersCompleted = 0 } = shopping ?? {}
  if (buyers === 0) return ['nobody set out to buy at stateless']
  return [
    ...(buyers < shoppers ? [`only ${buyers} of ${shoppers} shoppers of stateless set out to buy`] : []),
    ...(ordersCompleted < buyers ? [`stateless completed only ${ordersCompleted} of ${buyers} orders`] : []),
  ]
}

/** One sentence, however many they are: the table of endpoints has them all. */
function tooSlow(slow: readonly SlowEndpoint[]): readonly string[] {
  const [worst, ...others] = slow.toSorted((a, b) => b.p95Ms / b.limitMs - a.p95Ms / a.limitMs)
  if (!worst) return []
  const more =
    others.length > 0 ? ` (and ${others.length} more ${others.length === 1 ? 'endpoint' : 'endpoints'})` : ''
  return [`p95 of ${worst.name} was ${worst.p95Ms} ms, and at most ${worst.limitMs} ms were promised${more}`]
}
