import { type Difference, differencesOf } from '../compare/differences.ts'
import { createVisitor, type Exchange } from '../http/visitor.ts'
import type { Instance, InstanceName } from '../instance/launcher.ts'
import type { Step } from '../scenario/scenario.ts'
import type { Control } from './control.ts'
import type { Lab } from './lab.ts'
import { walk } from './walk.ts'

/** The first step that went another way than on one instance; what follows is a consequence. */
export interface Parting {
  readonly experiment: string
  readonly index: number
  readonly step: Step
  readonly instance: InstanceName
  readonly expected: Exchange
  readonly exchange: Exchange | undefined
  readonly differences: readonly Difference[]
  readonly problem?: string
  /** Names of values that an answer of the other instance gave and that this request carried. */
  readonly carried: readonly string[]
}

interface AlternateOptions {
  readonly a: Instance
  readonly b: Instance
  readonly control: Control
  readonly experiment: string
  /** Which instance answers a step. */
  readonly choose: (step: Step, index: number) => InstanceName
}

/** The scenario over both instances; undefined where all goes as on one. */
export async function runAlternate(
  { scenario, progress }: Lab,
  { a, b, control, experiment, choose }: AlternateOptions,
): Promise<Parting | undefined> {
  progress(experiment)
  const visitor = createVisitor(scenario)
  const instanceAt = (index: number) => choose(scenario.steps[index] as Step, index)
  let parted: { index: number; differences: Difference[] } | undefined
  const { exchanges, stuck } = await walk(scenario.steps, {
    visitor,
    portFor: (index) => (instanceAt(index) === 'A' ? a.port : b.port),
    until: (exchange, index) => {
      const expected = control.first[index] as Exchange
      const differences = differencesOf(expected.plain, exchange.plain, control.noise[index])
      if (differences.length > 0) parted = { index, differences }
      return differences.length > 0
    },
  })
  const index = parted?.index ?? (stuck ? exchanges.length : undefined)
  if (index === undefined) return undefined
  const exchange = parted && exchanges[index]
  return {
    experiment,
    index,
    step: scenario.steps[index] as Step,
    instance: instanceAt(index),
    expected: control.first[index] as Exchange,
    exchange,
    differences: parted?.differences ?? [],
    problem: stuck?.problem,
    carried: exchange ? carriedBy(exchange, visitor.captured) : [],
  }
}

function carriedBy({ request }: Exchange, captured: ReadonlyMap<string, string>): string[] {
  const sent = [request.path, ...Object.values(request.headers), request.body?.toString() ?? ''].join('\n')
  return [...captured].flatMap(([name, value]) => (value.length > 5 && sent.includes(value) ? [name] : []))
}
