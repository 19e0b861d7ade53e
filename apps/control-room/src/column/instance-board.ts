import type { Fleet, InstanceInfo } from '@unsticky/fleet'
import { count } from '../count.ts'
import type { InstanceView } from '../snapshot.ts'
import { type InstanceMetrics, readInstanceMetrics } from './instance-metrics.ts'

export interface InstanceBoard {
  /** Looks at every instance and at the balancer. Never rejects: who does not answer keeps no number. */
  look(): Promise<void>
  views(): readonly InstanceView[]
  /** What an instance held in its memory when it was last seen, in words. */
  heldBy(id: string): string
  /** What the balancer repeated since the last call. */
  takeRepeats(): number
  /** Another one has taken its place: an instance that has ended leaves the board at once. */
  forget(id: string): void
}

/** An instance that has ended stays on the board this long. */
const showEndedMs = 20_000

interface Seen {
  readonly metrics?: InstanceMetrics
  readonly isHealthy: boolean
  readonly requests: number
  readonly requestsPerSecond: number
  readonly at: number
}

/** What is known about the instances of one fleet, a look a second. */
export function createInstanceBoard(fleet: Fleet, { now = Date.now } = {}): InstanceBoard {
  let seen = new Map<string, Seen>()
  const lastMetrics = new Map<string, InstanceMetrics>()
  const endedAt = new Map<string, number>()
  let repeatsBefore = 0
  let repeats = 0
  return { look, views, heldBy, takeRepeats, forget: (id) => void endedAt.set(id, 0) }

  async function look() {
    const running = fleet.instances.filter(isAlive)
    const [stats, metrics] = await Promise.all([
      fleet.stats().catch(() => undefined),
      Promise.all(running.map(async ({ id, port }) => [id, await readInstanceMetrics(port)] as const)),
    ])
    const metricsOf = new Map(metrics)
    for (const [id, each] of metrics) if (each) lastMetrics.set(id, each)
    seen = new Map(
      running.map(({ id }) => {
        const target = stats?.targets.find((each) => each.id === id)
        return [id, notice({ target, metrics: metricsOf.get(id), before: seen.get(id) })]
      }),
    )
    if (stats) noteRepeats(stats.repeats)
  }

  interface Looked {
    readonly target: { readonly requests: number; readonly healthy: boolean } | undefined
    readonly metrics: InstanceMetrics | undefined
    readonly before: Seen | undefined
  }

  function notice({ target, metrics, before }: Looked): Seen {
    const at = now()
    const requests = target?.requests ?? 0
    const seconds = before ? (at - before.at) / 1000 : 1
    // A new balancer counts from 0 again.
    const more = Math.max(0, requests - (before?.requests ?? requests))
    const requestsPerSecond = Math.round(more / Math.max(0.2, seconds))
    return { metrics, isHealthy: target?.healthy ?? false, requests, requestsPerSecond, at }
  }

  function noteRepeats(total: number) {
    repeats += Math.max(0, total - repeatsBefore)
    repeatsBefore = total
  }

  function takeRepeats() {
    const taken = repeats
    repeats = 0
    return taken
  }

  function views(): readonly InstanceView[] {
    return fleet.instances.filter(isWorthShowing).map((info) => {
      const known = isAlive(info) ? seen.get(info.id) : undefined
      const { id, pid, state } = info
      return {
        ...{ id, pid, state, isAlive: isAlive(info) },
        isHealthy: known?.isHealthy ?? false,
        requestsPerSecond: known?.requestsPerSecond ?? 0,
        ...(isAlive(info) ? known?.metrics : lastMetrics.get(info.id)),
      }
    })
  }

  function heldBy(id: string) {
    const { sessionsHeld = 0, cartsHeld = 0 } = lastMetrics.get(id) ?? {}
    if (sessionsHeld + cartsHeld === 0) return 'no session and no cart in it'
    return `${count(sessionsHeld, 'session')} and ${count(cartsHeld, 'cart')}`
  }

  function isWorthShowing(info: InstanceInfo) {
    if (isAlive(info)) return true
    const since = endedAt.get(info.id) ?? now()
    endedAt.set(info.id, since)
    return now() - since < showEndedMs
  }
}

const isAlive = ({ exit }: InstanceInfo) => exit === undefined
