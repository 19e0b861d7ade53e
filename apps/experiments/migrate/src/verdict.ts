import type { FleetContinuity, LossName } from '@unsticky/continuity'
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
  const { cartsChecked, cartsLost, loginsLost, shoppers, losses } = continuity
  const wanted = settings.rollbackAt ? 'rolled back' : 'moved'
  const found = losses.filter(({ what, count }) => count > 0 && !isOfTheBefore(what, settings))
  const hasAll = shoppers === settings.shoppers && cartsChecked === shoppers
  const text = [
    `${way.ended}: ${cartsLost} of ${cartsChecked} carts lost, ${loginsLost} of ${shoppers} logins lost`,
    ...found
      .filter(({ what }) => what !== 'carts lost' && what !== 'logins lost')
      .map(({ what, count }) => `${count} ${what}`),
    ...(hasAll ? [] : [`only ${cartsChecked} of ${settings.shoppers} shoppers could be judged`]),
    ...(way.failure ? [`it went back because: ${way.failure}`] : []),
  ]
  return { ok: found.length === 0 && hasAll && way.ended === wanted && !way.failure, text: text.join('; ') }
}

/** Instances of the before count orders and stock each for itself, so with several of them that is not the move's doing. */
const isOfTheBefore = (what: LossName, { instances }: MigrationSettings) =>
  instances > 1 && (what === 'order numbers shared' || what === 'units oversold')
