/** What happens to the instances while shoppers shop, and when: the same for every contestant. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fleet } from '@unsticky/fleet'

export interface TimelineEvent {
  /** Seconds since the first shopper came. */
  readonly atSeconds: number
  readonly what: string
}

export interface Plan {
  readonly killAtSeconds: number
  readonly restartAtSeconds: number
  readonly log: (line: string) => void
}

/**
 * Kills one instance as a crash would, replaces it as a scheduler would, and later restarts another one gracefully as
 * a deployment would. Resolves to what was done when.
 */
export async function disturb(fleet: Fleet, startsAt: number, plan: Plan): Promise<readonly TimelineEvent[]> {
  const events: TimelineEvent[] = []
  const instances = fleet.instances.length
  const [victim, restarted] = fleet.instances
  if (!victim || !restarted) throw new Error('The comparison needs at least two instances')
  const note = (what: string) => {
    const atSeconds = Math.round((Date.now() - startsAt) / 100) / 10
    events.push({ atSeconds, what })
    plan.log(`${atSeconds} s: ${what}`)
  }

  await sleepUntil(startsAt + plan.killAtSeconds * 1000)
  await fleet.kill(victim.id)
  note(`${victim.id} killed (SIGKILL)`)
  await fleet.scale(instances)
  note(`replacement of ${victim.id} ready`)

  await sleepUntil(startsAt + plan.restartAtSeconds * 1000)
  await fleet.restart(restarted.id)
  note(`${restarted.id} restarted gracefully`)
  return events
}

const sleepUntil = (time: number) => sleep(Math.max(0, time - Date.now()))
