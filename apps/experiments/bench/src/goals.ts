/** What is compared, and what we want: issue and README name the same figures. */

import type { SubjectName } from './subjects.ts'
import type { Round } from './throughput.ts'

export interface Comparison {
  /** Key in `latest.json`. */
  readonly name: string
  /** The stateless shop's figure is divided by this subject's. */
  readonly against: Exclude<SubjectName, 'stateless'>
  readonly figure: Figure
  readonly goal: Goal
}

/** `work`: requests per CPU second of the instance, which other work on the machine disturbs least. */
export type Figure = 'throughput' | 'p99' | 'work'

export interface Goal {
  readonly bound: 'at least' | 'at most'
  readonly ratio: number
}

export const comparisons: readonly Comparison[] = [
  { name: 'vs-stateful', against: 'stateful', figure: 'throughput', goal: { bound: 'at least', ratio: 1 } },
  { name: 'vs-stateful-p99', against: 'stateful', figure: 'p99', goal: { bound: 'at most', ratio: 1.2 } },
  {
    name: 'vs-fastify-plain',
    against: 'fastify-plain',
    figure: 'throughput',
    goal: { bound: 'at least', ratio: 2 },
  },
  { name: 'vs-express', against: 'express', figure: 'throughput', goal: { bound: 'at least', ratio: 3 } },
  { name: 'vs-limit', against: 'limit', figure: 'throughput', goal: { bound: 'at least', ratio: 0.7 } },
]

export const memoryName = 'memory-per-10000-shoppers'
export const memoryGoal: Goal = { bound: 'at most', ratio: 0.05 }

export function figureOf(figure: Figure, round: Round): number {
  if (figure === 'work') return 1e6 / (round.instanceCpuMicros ?? Number.NaN)
  return figure === 'throughput' ? round.requestsPerSecond : round.p99Ms
}

export const isMet = ({ bound, ratio }: Goal, value: number): boolean =>
  bound === 'at least' ? value >= ratio : value <= ratio
