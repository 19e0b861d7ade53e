import type { FleetResult, FleetResults, Verdict } from './compare.ts'

export interface VerdictOptions {
  /** Acknowledged orders that the stateless shop did not list later; they have no field in compare.json. */
  readonly ordersLost?: number
  /** Failed requests of the stateless shop that nothing may repeat, in flight on an instance when it was killed. */
  readonly requestsExcused?: number
  /** Endpoints of the stateless shop that were slower than promised. */
  readonly slow?: readonly SlowEndpoint[]
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
 * shopper's cart checked and lost, mixed, doubled, oversold and failed nothing, and was not too slow. Fleets that did
 * not run are left out. A run in which nobody shopped shows nothing, so it is never ok.
 */
export function verdict(fleets: FleetResults, options: VerdictOptions = {}): Verdict {
  const { 'stateful-round-robin': roundRobin, 'stateful-sticky': sticky, stateless } = fleets
  const objections = [
    ...(roundRobin ? objectionsToStateful('behind round robin', roundRobin) : []),
    ...(sticky ? objectionsToStateful('behind sticky sessions', sticky) : []),
    ...(stateless ? objectionsToStateless(stateless, options) : []),
    ...(roundRobin || sticky || stateless ? [] : ['no fleet ran to its end']),
  ]
  const ok = objections.length === 0
  const words = ok ? (stateless ? praise(stateless, options) : '') : reproach(objections)
  return { ok, text: `${summary(fleets)} ${words}`.trim() }
}

function summary({ 'stateful-round-robin': roundRobin, 'stateful-sticky': sticky, stateless }: FleetResults) {
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

const praise = ({ ordersPlaced, requests }: FleetResult, { requestsExcused = 0 }: VerdictOptions) =>
  `Stateless also lost no login and no picture, placed ${ordersPlaced} orders each once, sold nothing twice and failed none of ${requests} requests${requestsExcused > 0 ? ` but ${requestsExcused} that nothing may repeat: ${requestsExcused === 1 ? 'a login or a sign-up' : 'logins or sign-ups'} on an instance at the moment of its kill` : ''}.`

const reproach = (objections: readonly string[]) => `The verdict does not hold: ${objections.join('; ')}.`

function objectionsToStateful(where: string, { cartsChecked, cartsLost }: FleetResult): readonly string[] {
  if (cartsChecked === 0) return [`no cart of stateful ${where} was checked`]
  if (cartsLost === 0) return [`stateful ${where} lost no cart, so the run did not show what it is for`]
  return []
}

function objectionsToStateless(fleet: FleetResult, options: VerdictOptions): readonly string[] {
  const { ordersLost = 0, requestsExcused = 0, slow = [] } = options
  const { shoppers, cartsChecked, ordersPlaced } = fleet
  if (shoppers === 0) return ['nobody shopped at stateless']
  const unseen =
    cartsChecked === shoppers ? [] : [`only ${cartsChecked} of ${shoppers} carts of stateless were checked`]
  const unbought = ordersPlaced > 0 ? [] : ['nobody ordered at stateless']
  const losses = lossesOf({ ...fleet, requestsFailed: fleet.requestsFailed - requestsExcused }, ordersLost)
  return [...unseen, ...unbought, ...losses, ...tooSlow(slow)]
}

/** One sentence, however many they are: the table of endpoints has them all. */
function tooSlow(slow: readonly SlowEndpoint[]): readonly string[] {
  const [worst, ...others] = slow.toSorted((a, b) => b.p95Ms / b.limitMs - a.p95Ms / a.limitMs)
  if (!worst) return []
  const more =
    others.length > 0 ? ` (and ${others.length} more ${others.length === 1 ? 'endpoint' : 'endpoints'})` : ''
  return [`p95 of ${worst.name} was ${worst.p95Ms} ms, and at most ${worst.limitMs} ms were promised${more}`]
}

function lossesOf(fleet: FleetResult, ordersLost: number): readonly string[] {
  const losses: readonly (readonly [number, string, string])[] = [
    [fleet.cartsLost, 'cart', 'lost'],
    [fleet.cartsMixed, 'cart', 'mixed'],
    [fleet.loginsLost, 'login', 'lost'],
    [fleet.picturesLost, 'profile or picture', 'lost'],
    [fleet.ordersDuplicated, 'order', 'placed twice'],
    [ordersLost, 'order', 'lost'],
    [fleet.unitsOversold, 'unit', 'oversold'],
    [fleet.requestsFailed, 'request', 'failed'],
  ]
  return losses
    .filter(([count]) => count !== 0)
    .map(([count, what, how]) => `stateless had ${count} ${count === 1 ? what : plural(what)} ${how}`)
}

const plural = (what: string) => (what === 'profile or picture' ? 'profiles or pictures' : `${what}s`)
