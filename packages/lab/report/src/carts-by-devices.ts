import { type HistoryEvent, judge } from '@unsticky/continuity'
import type { CartsChecked, Evidence } from './evidence.ts'

/**
 * Carts lost by shoppers who kept to one device, and by those who changed it: a sticky session is there for the first
 * kind, and only the second kind leaves it. A device is a `process` of the history.
 */
export function cartsByDevices(history: readonly HistoryEvent[]): NonNullable<Evidence['cartsByDevices']> {
  const byShopper = Map.groupBy(history, ({ shopper }) => shopper)
  const usedOne = (events: readonly HistoryEvent[]) =>
    new Set(events.map(({ process }) => process)).size === 1
  const all = [...byShopper.values()]
  return {
    oneDevice: cartsOf(all.filter(usedOne)),
    severalDevices: cartsOf(all.filter((events) => !usedOne(events))),
  }
}

function cartsOf(shoppers: readonly (readonly HistoryEvent[])[]): CartsChecked {
  const { cartsChecked, cartsLost } = judge(shoppers.flat())
  return { cartsChecked, cartsLost }
}
