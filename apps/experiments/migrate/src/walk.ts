import { setTimeout as sleep } from 'node:timers/promises'
import type { Phase, PhaseName } from './phases.ts'

export interface Step {
  readonly phase: PhaseName
  readonly direction: 'forward' | 'back'
  /** Since the shoppers began. */
  readonly atSeconds: number
  readonly tookMs: number
  readonly detail: string
}

export interface WalkOptions {
  /** Left out, to prove that the ledger notices. */
  readonly skip: readonly PhaseName[]
  /** Goes back from here. */
  readonly rollbackAt?: PhaseName | undefined
  /** How long shoppers shop in each phase. */
  readonly holdSeconds: number
  readonly onHold: () => void
  readonly log: (line: string) => void
  readonly now?: () => number
  readonly signal: AbortSignal
}

export interface Walk {
  readonly steps: readonly Step[]
  readonly ended: 'moved' | 'rolled back'
  /** Why it went back without being told to. */
  readonly failure?: string
}

/** How often shoppers are left alone on a way: after each step, but for those that are skipped. */
export function countHolds(
  phases: readonly Phase[],
  { skip, rollbackAt }: Pick<WalkOptions, 'skip' | 'rollbackAt'>,
) {
  const there = wayThere(phases, rollbackAt).filter(({ name }) => !skip.includes(name))
  return there.length + (rollbackAt ? there.filter(({ back }) => back).length : 0)
}

/** Goes through the phases. Back on request, or by itself when one fails: shoppers then stay where they were. */
export async function walk(phases: readonly Phase[], options: WalkOptions): Promise<Walk> {
  const { skip, rollbackAt, holdSeconds, onHold, log, signal, now = Date.now } = options
  const startedAt = now()
  const steps: Step[] = []
  const done: Phase[] = []
  try {
    await hold()
    for (const phase of wayThere(phases, rollbackAt)) {
      if (skip.includes(phase.name)) log(`${phase.name}: left out`)
      else await go(phase)
    }
  } catch (error) {
    if (signal.aborted) throw error
    const failure = error instanceof Error ? error.message : String(error)
    log(`failed, going back: ${failure}`)
    await goBack()
    return { steps, ended: 'rolled back', failure }
  }
  if (!rollbackAt) return { steps, ended: 'moved' }
  await goBack()
  return { steps, ended: 'rolled back' }

  async function go(phase: Phase) {
    // Also one that fails half way has to be undone.
    done.push(phase)
    await step(phase, 'forward', phase.forward)
    await hold()
  }

  async function goBack() {
    for (const phase of done.toReversed()) {
      if (!phase.back) continue
      await step(phase, 'back', phase.back)
      await hold()
    }
  }

  async function step({ name, says }: Phase, direction: Step['direction'], work: () => Promise<string>) {
    const begunAt = now()
    log(direction === 'forward' ? `${name}: ${says} …` : `${name}: going back …`)
    const detail = await work()
    const tookMs = now() - begunAt
    steps.push({ phase: name, direction, atSeconds: (begunAt - startedAt) / 1000, tookMs, detail })
    log(`  ${detail} (${tookMs} ms)`)
  }

  async function hold() {
    onHold()
    await sleep(holdSeconds * 1000, undefined, { signal })
  }
}

function wayThere(phases: readonly Phase[], rollbackAt: PhaseName | undefined) {
  const last = phases.findIndex(({ name }) => name === rollbackAt)
  return last < 0 ? phases : phases.slice(0, last + 1)
}
