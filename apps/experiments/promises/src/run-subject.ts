import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PromiseId } from '@unsticky/steps'
import { experiments, rounds } from './experiments/index.ts'
import type { Cell } from './report/results.ts'
import { expectedOf, nameOf, type Subject } from './subject.ts'
import { onceForAll, type Participant } from './world/once-for-all.ts'
import { loginAttempts, type RunningStep } from './world/start-step.ts'
import { createWorld, instancesPerFleet } from './world/world.ts'

interface SubjectOptions {
  readonly promises: readonly PromiseId[]
  /** Where the histories go, one file a cell. */
  readonly directory: string
  /** Gets one line for each cell as it is known. */
  readonly log: (line: string) => void
}

const cellTimeoutMs = 120_000

/** Runs the experiments of one subject on its fleet, round after round. */
export async function runSubject(subject: Subject, running: RunningStep, options: SubjectOptions) {
  const cells = new Map<PromiseId, Cell>()
  for (const round of rounds) {
    const chosen = round.filter((id) => options.promises.includes(id))
    const restart = onceForAll(running.fleet.rollingRestart, { participants: chosen.length })
    const runCell = async (id: PromiseId) => {
      const startedAt = performance.now()
      const cell = await tryOut(id, { subject, running, restart: restart.join(), ...options })
      cells.set(id, cell)
      options.log(lineOf(id, { subject, cell, startedAt }))
    }
    await Promise.all(chosen.map(runCell))
    await running.fleet.scale(instancesPerFleet) // whatever the experiments did, the next round finds three
  }
  return cells
}

interface Trial {
  readonly subject: Subject
  readonly running: RunningStep
  readonly restart: Participant
  readonly directory: string
}

async function tryOut(id: PromiseId, { subject, running, restart, directory }: Trial): Promise<Cell> {
  const expected = expectedOf(subject, id)
  const world = createWorld({
    step: subject.step,
    loginAttempts,
    ...running,
    rollingRestart: restart.ask,
  })
  const timer = new AbortController()
  try {
    const late = sleep(cellTimeoutMs, undefined, { signal: timer.signal }).then(() => {
      throw new Error(`Not done after ${cellTimeoutMs / 1000} s`)
    })
    const { kept, detail } = await Promise.race([experiments[id](world), late])
    return { expected, actual: kept ? 'kept' : 'broken', detail }
  } catch (error) {
    return { expected, actual: 'error', detail: error instanceof Error ? error.message : String(error) }
  } finally {
    timer.abort()
    restart.leave()
    world.saveHistory(join(directory, nameOf(subject), `${id}.jsonl`))
  }
}

interface Line {
  readonly subject: Subject
  readonly cell: Cell
  readonly startedAt: number
}

function lineOf(id: PromiseId, { subject, cell, startedAt }: Line) {
  const verdict = cell.actual === cell.expected ? '' : `   EXPECTED ${cell.expected.toUpperCase()}`
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(4)
  const words = [nameOf(subject), cell.actual.padEnd(6), id.padEnd(20), `${seconds} s `, cell.detail]
  return `  ${words.join('  ')}${verdict}`
}
