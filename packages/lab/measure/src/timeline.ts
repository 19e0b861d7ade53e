/** What happens to the instances while shoppers shop, and when: the same for every contestant. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fleet, healthCheck } from '@unsticky/fleet'
import { waitUntil } from '@unsticky/processes'
import type { TimelineEvent } from '@unsticky/report'

export interface Plan {
  readonly killAtSeconds: number
  readonly restartAtSeconds: number
  readonly log: (line: string) => void
  /** Nothing more is done to the fleet; it throws. */
  readonly signal?: AbortSignal | undefined
}

const healthCheckSeconds = healthCheck.intervalSeconds * healthCheck.unhealthyThreshold

/**
 * Kills one instance as a crash would, replaces it as a scheduler would, and later restarts another one gracefully as
 * a deployment would. Resolves to what was done when, and how long the balancer took to find the dead instance out.
 */
export async function disturb(fleet: Fleet, startsAt: number, plan: Plan): Promise<readonly TimelineEvent[]> {
  const instances = fleet.instances.length
  const [victim, restarted] = fleet.instances
  if (!victim || !restarted) throw new Error('The comparison needs at least two instances')
  const now = () => Math.round((Date.now() - startsAt) / 100) / 10
  const say = (event: TimelineEvent): TimelineEvent => {
    plan.log(`${event.atSeconds} s: ${event.what}`)
    return event
  }

  await sleepUntil(startsAt + plan.killAtSeconds * 1000, plan.signal)
  await fleet.kill(victim.id)
  const killed = say({ atSeconds: now(), what: `${victim.id} killed (SIGKILL)`, kind: 'kill' })
  const [untilSeconds] = await Promise.all([foundOut(fleet, victim.port).then(now), fleet.scale(instances)])
  const replaced = say({ atSeconds: now(), what: `replacement of ${victim.id} ready`, kind: 'ready' })

  await sleepUntil(startsAt + plan.restartAtSeconds * 1000, plan.signal)
  const atSeconds = now()
  await fleet.restart(restarted.id)
  const what = `${restarted.id} restarted gracefully`
  return [
    { ...killed, untilSeconds, healthCheckSeconds },
    replaced,
    say({ atSeconds, what, kind: 'restart', untilSeconds: now() }),
  ]
}

/** Resolves when the balancer sends nothing more to the dead one: its health checks failed, or it was refused. */
async function foundOut(fleet: Fleet, port: number): Promise<void> {
  const isOut = async () =>
    (await fleet.stats()).targets.every((target) => target.port !== port || !target.healthy)
  await waitUntil(isOut, { what: 'the balancer to find out', timeoutMs: 15_000, everyMs: 50 })
}

const sleepUntil = (time: number, signal: AbortSignal | undefined) =>
  sleep(Math.max(0, time - Date.now()), undefined, { signal })
