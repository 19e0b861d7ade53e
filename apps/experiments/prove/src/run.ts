import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Fleet, type Routing, startFleet } from '@unsticky/fleet'
import { createVisitor, type Scenario } from '@unsticky/state-audit/probe'
import { type Expectation, expectationOf } from './judge.ts'
import { ask, createGuest, type Guest } from './visit.ts'

export interface RunOptions {
  readonly start: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly portEnv: string
  readonly ready: string
  readonly scenario: Scenario
  readonly routing: Routing
  readonly instances: number
  readonly visitors: number
  readonly perSecond: number
  readonly devices: 1 | 2
  readonly envoyPath: string
  readonly log: (line: string) => void
}

export interface Run {
  readonly routing: Routing
  readonly visitors: number
  /** Of them: were told that something was saved. */
  readonly told: number
  /** Of those: no longer had it. */
  readonly lost: number
  readonly loggedOut: number
  readonly unanswered: number
  readonly refused: number
  /** Reads that differed, by how many visitors. */
  readonly reads: Readonly<Record<string, number>>
  readonly events: readonly string[]
}

/** Thrown where the scenario does not hold even on one instance that nobody disturbs. */
export class ScenarioError extends Error {}

/** One fleet: visitors come, an instance is killed and another one restarted meanwhile, and then all look again. */
export async function run(options: RunOptions): Promise<Run> {
  const { routing, instances, visitors, perSecond, devices, scenario, log } = options
  await using fleet = await start(options, 1)
  const port = Number(new URL(fleet.url).port)
  const expected = await rehearse(scenario, port)
  await fleet.scale(instances)
  const events: string[] = []
  const guests = Array.from({ length: visitors }, () => createGuest(scenario, { port, devices, expected }))
  const disturbance = disturb(fleet, { afterMs: (visitors / perSecond) * 300, note })
  const walks = guests.map(async (guest, turn) => {
    await sleep((turn * 1000) / perSecond)
    await guest.walk()
  })
  await Promise.all([...walks, disturbance])
  await Promise.all(guests.map((guest) => guest.lookAgain()))
  return { routing, ...countOf(guests), events }

  function note(event: string) {
    events.push(event)
    log(`  ${event}`)
  }
}

const start = (
  { start: command, cwd, env, portEnv, ready, routing, envoyPath }: RunOptions,
  instances: number,
) =>
  startFleet({
    name: `prove-${routing}`,
    instances,
    balancer: { routing, failureHandling: 'resilient' },
    envoyPath,
    deregistrationDelayMs: 10_000,
    program: {
      entry: fileURLToPath(new URL('instance.ts', import.meta.url)),
      env: { ...env, PROVE_COMMAND: command, PROVE_CWD: cwd, PROVE_PORT_ENV: portEnv, PROVE_READY: ready },
    },
  })

/** Two visitors on one instance, the first one looking twice: what all three see alike is what a read says. */
async function rehearse(scenario: Scenario, port: number): Promise<ReadonlyMap<string, Expectation>> {
  const [one, two] = [createVisitor(scenario), createVisitor(scenario)]
  const seen = new Map<string, NonNullable<Awaited<ReturnType<typeof ask>>>[]>()
  const reads = scenario.steps.filter(({ isRead }) => isRead)
  for (const [visitor, steps] of [
    [one, scenario.steps],
    [two, scenario.steps],
    [one, reads],
  ] as const) {
    for (const step of steps) {
      const answer = await ask(visitor, step, port)
      if (!answer || (step.status === undefined ? answer.status >= 400 : answer.status !== step.status))
        throw new ScenarioError(
          `on one instance that nobody disturbs, the step "${step.name}" is answered ${answer ? `${answer.status}: ${answer.body.toString().slice(0, 200)}` : 'not at all'}; mend the scenario first`,
        )
      if (step.isRead) seen.set(step.name, [...(seen.get(step.name) ?? []), answer])
    }
  }
  return new Map([...seen].map(([name, answers]) => [name, expectationOf(name, answers)]))
}

/** One dies at once, with what it had in memory, and a new one takes its place; then the oldest is replaced in good order. */
async function disturb(fleet: Fleet, { afterMs, note }: { afterMs: number; note: (event: string) => void }) {
  const running = () => fleet.instances.filter(({ state }) => state === 'ready')
  const count = running().length
  await sleep(afterMs)
  const [victim] = running()
  if (victim) await fleet.kill(victim.id)
  note(`${victim?.id} killed`)
  await fleet.scale(count)
  note('a new one in its place')
  await sleep(afterMs)
  const [oldest] = running()
  if (oldest) await fleet.restart(oldest.id)
  note(`${oldest?.id} replaced in good order`)
}

function countOf(guests: readonly Guest[]): Omit<Run, 'routing' | 'events'> {
  const told = guests.map(({ visit }) => visit).filter((visit) => visit.told > 0)
  const reads: Record<string, number> = {}
  for (const { gone } of told) for (const name of new Set(gone)) reads[name] = (reads[name] ?? 0) + 1
  return {
    visitors: guests.length,
    told: told.length,
    lost: told.filter(({ gone, loggedOut }) => gone.length + loggedOut.length > 0).length,
    loggedOut: told.filter(({ loggedOut }) => loggedOut.length > 0).length,
    unanswered: guests.filter(({ visit }) => visit.silent > 0).length,
    refused: guests.filter(({ visit }) => visit.refused > 0).length,
    reads,
  }
}
