import type { Lately } from '../shoppers/tally.ts'
import type { DeviceView, InstanceView, PromiseView } from '../snapshot.ts'

export interface Evidence {
  /** What shoppers lived through in the last `lookBackSeconds`. */
  readonly lately: Lately
  /** Milliseconds, the slowest of the last few seconds; `null` when nothing was answered. */
  readonly latency: number | null
  readonly instances: readonly InstanceView[]
  readonly devices: readonly DeviceView[]
}

/** A promise counts as broken for this long after it was. */
export const lookBackSeconds = 20

/** How slow a shop is shows sooner than whether it loses anything. */
export const latencySeconds = 5

/** Whether the column keeps, right now, what a shop should promise. Judged from what was seen, never from its name. */
export function judgePromises({ lately, latency, instances, devices }: Evidence): readonly PromiseView[] {
  const wasChecked = lately.requests > 0
  return [
    counted('carts', 'Carts are kept', {
      wasChecked,
      broken: lately.cartsLost,
      words: 'carts lost',
    }),
    counted('logins', 'Nobody is logged out', {
      wasChecked,
      broken: lately.loginsLost,
      words: 'logins lost',
    }),
    counted('mixed', 'No cart shows foreign goods', {
      wasChecked,
      broken: lately.cartsMixed,
      words: 'carts mixed',
    }),
    counted('errors', 'No shopper sees an error', { wasChecked, broken: lately.errors, words: 'errors' }),
    answeredInTime(latency),
    stateOutside(instances),
    sameOnDevices(devices),
  ]
}

interface Counted {
  readonly wasChecked: boolean
  readonly broken: number
  readonly words: string
}

function counted(id: string, title: string, { wasChecked, broken, words }: Counted): PromiseView {
  if (broken > 0)
    return { id, title, state: 'broken', detail: `${broken} ${words} in the last ${lookBackSeconds} s` }
  return wasChecked ? { id, title, state: 'kept', detail: `No ${words}` } : unseen(id, title)
}

const slowMs = 1000

function answeredInTime(latency: number | null): PromiseView {
  const [id, title] = ['time', 'Answers within a second'] as const
  if (latency === null) return unseen(id, title)
  const detail = `95 % within ${latency} ms, in the slowest of the last seconds`
  return { id, title, state: latency <= slowMs ? 'kept' : 'broken', detail }
}

function stateOutside(instances: readonly InstanceView[]): PromiseView {
  const [id, title] = ['outside', 'Any instance may die'] as const
  const known = instances.filter(({ sessionsHeld }) => sessionsHeld !== undefined)
  const held = known.reduce((sum, { sessionsHeld = 0, cartsHeld = 0 }) => sum + sessionsHeld + cartsHeld, 0)
  if (known.length === 0) return unseen(id, title)
  if (held > 0)
    return { id, title, state: 'broken', detail: `${held} sessions and carts would die with them` }
  return { id, title, state: 'kept', detail: 'No session and no cart is in a process' }
}

function sameOnDevices(devices: readonly DeviceView[]): PromiseView {
  const [id, title] = ['devices', 'Phone and laptop show one cart'] as const
  const [one, other] = devices
  if (!one || !other || one.units === undefined || other.units === undefined) return unseen(id, title)
  const isSame = one.isSignedIn && other.isSignedIn && one.units === other.units
  const say = ({ name, units, isSignedIn }: DeviceView) =>
    isSignedIn ? `${name}: ${units} in the cart` : `${name}: not signed in`
  return { id, title, state: isSame ? 'kept' : 'broken', detail: `${say(one)}, ${say(other)}` }
}

const unseen = (id: string, title: string): PromiseView => ({
  id,
  title,
  state: 'unknown',
  detail: 'Nothing seen yet',
})
