import { type Port, type PromiseId, ways } from './matrix.ts'
import { promiseIds } from './promises.ts'
import type { Step } from './step.ts'

export interface PortChange {
  readonly port: Port
  readonly from: string
  readonly to: string
}

/** The ports whose adapter changed on the way from one step to another. */
export function changedPorts(from: Step, to: Step): readonly PortChange[] {
  const ports = Object.keys(from.composition) as Port[]
  return ports
    .map((port) => ({ port, from: from.composition[port], to: to.composition[port] }))
    .filter((change) => change.from !== change.to)
}

/** The promises that one of the two keeps and the other does not. */
export function changedPromises(from: Step, to: Step) {
  const only = (one: Step, other: Step): readonly PromiseId[] =>
    promiseIds.filter((id) => one.keeps.includes(id) && !other.keeps.includes(id))
  return { gained: only(to, from), lost: only(from, to) }
}

/** What changed in how the shop runs: the balancer, state in the process, one program or several. */
export function changedWays(from: Step, to: Step) {
  return (Object.keys(ways) as (keyof typeof ways)[])
    .map((way) => ({ way, from: from[way], to: to[way] }))
    .filter((change) => change.from !== change.to)
}
