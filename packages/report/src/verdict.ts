import type { FleetResult, FleetResults, Verdict } from './compare.ts'

export interface VerdictOptions {
  /** Acknowledged orders that the stateless shop did not list later; they have no field in compare.json. */
  readonly ordersLost?: number
}

/**
 * Whether the run shows what it is for. It does when both stateful fleets lost carts, and the stateless one had every
 * shopper's cart checked and lost, mixed, doubled, oversold and failed nothing. A run in which nobody shopped shows
 * nothing, so it is never ok.
 */
export function verdict(fleets: FleetResults, { ordersLost = 0 }: VerdictOptions = {}): Verdict {
  const objections = [
    ...objectionsToStateful('behind round robin', fleets['stateful-round-robin']),
    ...objectionsToStateful('behind sticky sessions', fleets['stateful-sticky']),
    ...objectionsToStateless(fleets.stateless, ordersLost),
  ]
  const ok = objections.length === 0
  return { ok, text: `${summary(fleets)} ${ok ? praise(fleets.stateless) : reproach(objections)}` }
}

function summary(fleets: FleetResults) {
  const lost = ({ cartsLost, cartsChecked }: FleetResult) => `${cartsLost} of ${cartsChecked}`
  const [roundRobin, sticky] = [lost(fleets['stateful-round-robin']), lost(fleets['stateful-sticky'])]
  return `Stateful behind round robin lost ${roundRobin} carts, behind sticky sessions ${sticky}; stateless lost ${lost(fleets.stateless)}.`
}

const praise = ({ ordersPlaced, requests }: FleetResult) =>
  `Stateless also lost no login and no picture, placed ${ordersPlaced} orders each once, sold nothing twice and failed none of ${requests} requests.`

const reproach = (objections: readonly string[]) => `The verdict does not hold: ${objections.join('; ')}.`

function objectionsToStateful(where: string, { cartsChecked, cartsLost }: FleetResult): readonly string[] {
  if (cartsChecked === 0) return [`no cart of stateful ${where} was checked`]
  if (cartsLost === 0) return [`stateful ${where} lost no cart, so the run did not show what it is for`]
  return []
}

function objectionsToStateless(fleet: FleetResult, ordersLost: number): readonly string[] {
  const { shoppers, cartsChecked, ordersPlaced } = fleet
  if (shoppers === 0) return ['nobody shopped at stateless']
  const unseen =
    cartsChecked === shoppers ? [] : [`only ${cartsChecked} of ${shoppers} carts of stateless were checked`]
  const unbought = ordersPlaced > 0 ? [] : ['nobody ordered at stateless']
  return [...unseen, ...unbought, ...lossesOf(fleet, ordersLost)]
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
