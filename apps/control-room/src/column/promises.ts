import { type PromiseId, promises as titles } from '@unsticky/steps'
import { count } from '../count.ts'
import type { OverlapFindings } from '../overlap/overlap-probe.ts'
import type { DeviceView, InstanceView, PromiseView } from '../snapshot.ts'

export interface Evidence {
  readonly instances: readonly InstanceView[]
  readonly devices: readonly DeviceView[]
  readonly overlaps: OverlapFindings
  /** What the last rolling restart cost; `undefined` before the first one. */
  readonly rollingRestart?: { readonly errors: number; readonly losses: number }
}

type Judgement = Pick<PromiseView, 'state' | 'detail'>

/**
 * Those of the promises in docs/promises.md that can be seen while shoppers shop, by the names they have there. Judged
 * from what was seen, never from the step's name. `pnpm promises` measures all of them.
 */
export function judgePromises({
  instances,
  devices,
  overlaps,
  rollingRestart,
}: Evidence): readonly PromiseView[] {
  const judged: Partial<Record<PromiseId, Judgement>> = {
    'survives-kill': nothingInside(instances),
    'two-devices': sameOnDevices(devices),
    'parallel-adds': allKept(overlaps.parallelAdds),
    'logout-final': staysOut(overlaps.statusAfterLogout),
    'login-everywhere': knownEverywhere(overlaps.profileStatuses),
    'rolling-restart': withoutError(rollingRestart),
  }
  return Object.entries(judged).map(([id, judgement]) => ({
    id,
    title: titles[id as PromiseId],
    ...judgement,
  }))
}

/** A kill loses what only the process has; that is true before anybody kills it. */
function nothingInside(instances: readonly InstanceView[]): Judgement {
  const known = instances.filter(({ isAlive, sessionsHeld }) => isAlive && sessionsHeld !== undefined)
  if (known.length === 0) return unseen
  const sessions = sum(known.map(({ sessionsHeld }) => sessionsHeld))
  const carts = sum(known.map(({ cartsHeld }) => cartsHeld))
  if (sessions + carts === 0) return kept('No session and no cart is in a process')
  return broken(`${count(sessions, 'session')} and ${count(carts, 'cart')} would die with their instances`)
}

function sameOnDevices([one, other]: readonly DeviceView[]): Judgement {
  if (!one || !other || one.units === undefined || other.units === undefined) return unseen
  const isSame = one.isSignedIn && other.isSignedIn && one.units === other.units
  const say = ({ name, units, isSignedIn }: DeviceView) =>
    isSignedIn ? `${name}: ${units} in the cart` : `${name}: not signed in`
  return { state: isSame ? 'kept' : 'broken', detail: `${say(one)}, ${say(other)}` }
}

function allKept(adds: OverlapFindings['parallelAdds']): Judgement {
  if (!adds) return unseen
  const { acknowledged, shown } = adds
  if (shown === acknowledged) return kept(`${acknowledged} put in at once, ${shown} in the cart`)
  return broken(`${acknowledged} put in at once and acknowledged, ${shown} in the cart`)
}

function staysOut(status: number | undefined): Judgement {
  if (status === undefined) return unseen
  const words = `After a logout with an add under way, the old cookie was answered ${status}`
  return status === 401 ? kept(words) : broken(words)
}

function knownEverywhere(statuses: readonly number[] | undefined): Judgement {
  if (!statuses) return unseen
  const words = `The profile was answered ${statuses.join(', ')}`
  return statuses.every((status) => status === 200) ? kept(words) : broken(words)
}

function withoutError(seen: Evidence['rollingRestart']): Judgement {
  if (!seen) return { state: 'unknown', detail: 'None was done yet' }
  const { errors, losses } = seen
  if (errors + losses === 0) return kept('No error, no login and no cart lost in the last one')
  return broken(
    `${count(errors, 'error')}, ${count(losses, 'login or cart', 'logins or carts')} lost in the last one`,
  )
}

const kept = (detail: string): Judgement => ({ state: 'kept', detail })
const broken = (detail: string): Judgement => ({ state: 'broken', detail })
const unseen: Judgement = { state: 'unknown', detail: 'Nothing seen yet' }

const sum = (numbers: readonly (number | undefined)[]) =>
  numbers.reduce((total: number, number = 0) => total + number, 0)
