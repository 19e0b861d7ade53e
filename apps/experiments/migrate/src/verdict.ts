import type { FleetContinuity } from '@unsticky/continuity'
import type { MigrationSettings } from './run-migration.ts'
import type { Walk } from './walk.ts'

export interface Verdict {
  readonly ok: boolean
  readonly text: string
}

/** Nothing lost, and ended where it was meant to end. */
export function verdictOf(
  continuity: FleetContinuity,
  { way, settings }: { way: Walk; settings: MigrationSettings },
): Verdict {
  const { cartsChecked, cartsLost, cartsMixed, loginsLost, picturesLost, shoppers } = continuity
  const wanted = settings.rollbackAt ? 'rolled back' : 'moved'
  const ordersWrong = countWrongOrders(continuity, settings)
  const isSound = cartsLost + cartsMixed + loginsLost + picturesLost + ordersWrong === 0
  const hasAll = shoppers === settings.shoppers && cartsChecked === shoppers
  const text = [
    `${way.ended}: ${cartsLost} of ${cartsChecked} carts lost, ${loginsLost} of ${shoppers} logins lost`,
    ...(cartsMixed > 0 ? [`${cartsMixed} carts mixed`] : []),
    ...(picturesLost > 0 ? [`${picturesLost} profiles or pictures lost`] : []),
    ...(ordersWrong > 0 ? [`${ordersWrong} orders doubled, lost or oversold`] : []),
    ...(hasAll ? [] : [`only ${cartsChecked} of ${settings.shoppers} shoppers could be judged`]),
    ...(way.failure ? [`it went back because: ${way.failure}`] : []),
  ]
  return { ok: isSound && hasAll && way.ended === wanted && !way.failure, text: text.join('; ') }
}

/** Instances of the before count orders and stock each for itself, so with several of them that is not the move's doing. */
function countWrongOrders(
  { anomalyCounts, unitsOversold }: FleetContinuity,
  { instances }: MigrationSettings,
) {
  const alone = instances === 1 ? anomalyCounts['order-number-doubled'] + unitsOversold : 0
  return anomalyCounts['order-doubled'] + anomalyCounts['order-lost'] + alone
}
