/** All turns, one after the other, and the page after each of them: whatever happens, what was measured is there. */

import type { Log } from '@unsticky/local-cloud'
import { describeEnvironment } from '@unsticky/measure/environment'
import {
  buildComparison,
  type Comparison,
  defaultRequestsPerMonth,
  type FleetId,
  type FleetRun,
  type Plan,
  readPrices,
} from '@unsticky/report'
import { roughly, secondsLeft } from './estimate.ts'
import { failureHandling } from './run-turn.ts'
import type { Settings } from './settings.ts'
import { type Turn, turnsOf } from './turns.ts'

export interface RunAllOptions {
  readonly settings: Settings
  /** Of the programs beside the shops. */
  readonly versions: Readonly<Record<string, string>>
  /** What to type to run it again. */
  readonly command: string
  readonly log: Log
  /** Runs one turn. Throws when the signal ends it. */
  readonly runTurn: (turn: Turn, says: (what: string) => void) => Promise<FleetRun>
  /** Keeps what there is so far. */
  readonly keep: (comparison: Comparison) => Promise<void>
  readonly signal: AbortSignal
}

/** `undefined` when it was stopped before the first turn ended. */
export async function runAll(options: RunAllOptions): Promise<Comparison | undefined> {
  const { settings, log, signal, runTurn, keep } = options
  const turns = turnsOf(settings)
  const environment = environmentOf(options)
  const runs: Partial<Record<FleetId, readonly FleetRun[]>> = {}
  const turnSeconds: number[] = []
  let comparison: Comparison | undefined
  for (const turn of turns) {
    if (signal.aborted) break
    const left = secondsLeft(settings, { turnsLeft: turns.length - turn.number + 1, turnSeconds })
    const title = `${turn.number} of ${turns.length}, ${turn.contestant.title}, repeat ${turn.repeat}, ${roughly(left)} left`
    const started = performance.now()
    const run = await log.step(title, (says) => runTurn(turn, says)).catch(unlessStopped)
    if (!run) break
    turnSeconds.push((performance.now() - started) / 1000)
    const { id } = turn.contestant
    runs[id] = [...(runs[id] ?? []), run]
    log.info(`  ${sentence(run)}`)
    comparison = buildComparison({
      ...{ fleets: runs, environment, command: options.command },
      cost: { requestsPerMonth: defaultRequestsPerMonth, prices: readPrices() },
      plan: planOf(settings, turn.number === turns.length),
    })
    await keep(comparison)
  }
  return comparison

  function unlessStopped(error: unknown): undefined {
    if (!signal.aborted) throw error
  }
}

function sentence({
  continuity: { buyers, ordersCompleted, cartsLost, cartsChecked },
  traffic: { requestsFailed, requests, p95Ms },
}: FleetRun) {
  return `completed ${ordersCompleted} of ${buyers} orders; lost ${cartsLost} of ${cartsChecked} carts; ${requestsFailed} of ${requests} requests failed; p95 ${p95Ms ?? '–'} ms`
}

const environmentOf = ({ settings, versions }: RunAllOptions) => {
  const { instances, cartStore, sessionStore, order } = settings
  return describeEnvironment({
    ...{ instances, cartStore, sessionStore, order, failureHandling },
    ...versions,
  })
}

const planOf = (settings: Settings, isFinished: boolean): Plan => {
  const { repeats, shoppersPerSecond, warmUpSeconds, measureSeconds, p95LimitMs, isQuick } = settings
  return { repeats, shoppersPerSecond, warmUpSeconds, measureSeconds, p95LimitMs, isQuick, isFinished }
}
