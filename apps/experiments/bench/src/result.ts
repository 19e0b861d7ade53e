import { availableParallelism, cpus, loadavg } from 'node:os'
import { type Comparison, comparisons, figureOf, isMet, memoryGoal, memoryName } from './goals.ts'
import { median, type Ratio, ratioOf } from './ratios.ts'
import type { SubjectName } from './subjects.ts'
import type { Round } from './throughput.ts'

export interface RatioWithGoal extends Ratio {
  readonly goal: string
  readonly isMet: boolean
}

export interface BenchResult {
  readonly schema: 1
  readonly environment: Readonly<Record<string, string | number | boolean>>
  readonly ratios: Readonly<Record<string, RatioWithGoal>>
  /** The throughput ratios by CPU time of the instance instead: what each does with a second of its core. */
  readonly workRatios: Readonly<Record<string, RatioWithGoal>>
  /** Medians over the rounds. */
  readonly subjects: Partial<Readonly<Record<SubjectName, Readonly<Record<string, number | undefined>>>>>
  readonly memory: Readonly<Record<string, number>>
  readonly startMs: Readonly<Record<string, number>>
  readonly setUpMs: number
  /** Reasons why the figures should not be relied on; empty for a good run. */
  readonly doubts: readonly string[]
}

export type Rounds = ReadonlyMap<SubjectName, readonly Round[]>

/** The ratios that the measured subjects allow. */
export const ratiosOf = (rounds: Rounds): Record<string, RatioWithGoal> => ratiosFor(rounds, comparisons)

export const workRatiosOf = (rounds: Rounds): Record<string, RatioWithGoal> =>
  ratiosFor(
    rounds,
    comparisons
      .filter(({ figure }) => figure === 'throughput')
      .map((comparison) => ({ ...comparison, figure: 'work' })),
  )

function ratiosFor(rounds: Rounds, wanted: readonly Comparison[]): Record<string, RatioWithGoal> {
  const own = rounds.get('stateless') ?? []
  const possible = wanted.filter(({ against }) => own.length > 0 && rounds.has(against))
  return Object.fromEntries(
    possible.map(({ name, against, figure, goal }) => {
      const figures = (list: readonly Round[]) => list.map((round) => figureOf(figure, round))
      const ratio = ratioOf(figures(own), figures(rounds.get(against) ?? []))
      return [name, { ...ratio, goal: `${goal.bound} ${goal.ratio}`, isMet: isMet(goal, ratio.value) }]
    }),
  )
}

/** Stateless ÷ stateful, one measurement each. */
export function memoryRatio(memory: { stateless: number; stateful: number }): Record<string, RatioWithGoal> {
  // A heap that shrinks by chance holds nothing of the shoppers.
  const ratio = ratioOf([Math.max(0, memory.stateless)], [memory.stateful])
  const goal = `${memoryGoal.bound} ${memoryGoal.ratio}`
  return { [memoryName]: { ...ratio, goal, isMet: isMet(memoryGoal, ratio.value) } }
}

export const subjectsOf = (rounds: Rounds): BenchResult['subjects'] =>
  Object.fromEntries([...rounds].map(([name, list]) => [name, summaryOf(list)]))

function summaryOf(list: readonly Round[]) {
  const of = (pick: (round: Round) => number) => median(list.map(pick))
  return {
    requestsPerSecond: of((round) => round.requestsPerSecond),
    p50Ms: of((round) => round.p50Ms),
    p99Ms: of((round) => round.p99Ms),
    instanceCpuMicros: of((round) => round.instanceCpuMicros ?? Number.NaN),
    instanceBusyness: of(busynessOf),
    generatorCpu: Math.max(...list.map((round) => round.generatorCpu)),
    failed: list.reduce((sum, { failed }) => sum + failed, 0),
  }
}

export function doubtsOf(rounds: Rounds, { arePinned }: { arePinned: boolean }): string[] {
  const all = [...rounds].flatMap(([name, list]) => list.map((round) => ({ name, ...round })))
  const failed = new Set(all.filter((round) => round.failed > 0).map(({ name }) => name))
  const busy = new Set(all.filter((round) => round.generatorCpu > 0.9).map(({ name }) => name))
  const waiting = new Set(all.filter((round) => busynessOf(round) < 0.8).map(({ name }) => name))
  const doubts = [
    failed.size > 0 && `requests failed: ${[...failed].join(', ')}`,
    busy.size > 0 && `the generator was the bottleneck: ${[...busy].join(', ')}`,
    waiting.size > 0 &&
      `the instance waited for something else in a round, so its throughput is not its own: ${[...waiting].join(', ')}`,
    !arePinned && 'the instance had no core to itself: taskset is missing or there is one core only',
    (loadavg()[0] ?? 0) > availableParallelism() + 1 && 'the machine had other work',
  ]
  return doubts.filter((doubt) => doubt !== false)
}

/** Of its core, 0 to 1: far below 1 something else was the bottleneck. */
const busynessOf = ({ instanceCpuMicros = Number.NaN, requestsPerSecond }: Round) =>
  (instanceCpuMicros * requestsPerSecond) / 1e6

export const environmentOf = ({ arePinned }: { arePinned: boolean }): BenchResult['environment'] => ({
  date: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  arePinned,
})
