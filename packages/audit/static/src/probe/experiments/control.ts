import { type Noise, noiseOf, noNoise } from '../compare/differences.ts'
import { shortly } from '../compare/visible-text.ts'
import { ProbeError } from '../errors.ts'
import { createVisitor, type Exchange } from '../http/visitor.ts'
import type { Instance } from '../instance/launcher.ts'
import type { Lab } from './lab.ts'
import { walk } from './walk.ts'

export interface Control {
  /** The whole scenario on one instance, as it should go. */
  readonly first: readonly Exchange[]
  /** The same on another fresh instance, and again on the first: empty where the scenario cannot be repeated there. */
  readonly elsewhere: readonly Exchange[]
  readonly again: readonly Exchange[]
  /** Per step, what two fresh instances say differently by themselves. */
  readonly noise: readonly Noise[]
  readonly notes: readonly string[]
}

/** The scenario on A alone, on B alone, and on A again: what differs there is no evidence of anything. */
export async function runControl(
  { scenario, progress }: Lab,
  { a, b }: { a: Instance; b: Instance },
): Promise<Control> {
  progress('control: the scenario on one instance at a time')
  const first = await wholeScenario(a)
  const elsewhere = await wholeScenario(b, { isSecond: true })
  const again = await walk(scenario.steps, { visitor: createVisitor(scenario), portFor: () => a.port })
  const broken = again.exchanges.find(({ isExpected }) => !isExpected)
  const isRepeatable = broken === undefined && again.stuck === undefined
  return {
    first,
    elsewhere,
    again: isRepeatable ? again.exchanges : [],
    noise: first.map(({ plain }, index) => noiseBetween(plain, elsewhere[index])),
    notes: isRepeatable
      ? []
      : [
          `The scenario works only once per process ("${broken?.step.name ?? again.stuck?.step.name}" fails the second time), so numbers and memory were not looked at. {{$unique}} in names and e-mail addresses makes it repeatable.`,
        ],
  }

  async function wholeScenario(instance: Instance, { isSecond = false } = {}) {
    const { exchanges, stuck } = await walk(scenario.steps, {
      visitor: createVisitor(scenario),
      portFor: () => instance.port,
      until: ({ isExpected }) => !isExpected,
    })
    const last = exchanges.at(-1)
    if (stuck) fail(exchanges.length, { problem: stuck.problem, isSecond })
    if (last && !last.isExpected) fail(exchanges.length - 1, { problem: problemOf(last), isSecond })
    return exchanges
  }

  function fail(index: number, { problem, isSecond }: { problem: string; isSecond: boolean }): never {
    const step = `step ${index + 1} (${scenario.steps[index]?.name})`
    throw new ProbeError(
      isSecond
        ? `${scenario.name}: ${step} works once and fails the second time, on an instance of its own: ${problem}. Something outside of the app remembers the first run; {{$unique}} in names and e-mail addresses makes each run its own.`
        : `${scenario.name}: ${step} fails on a single instance, so the scenario is wrong and not the app: ${problem}`,
    )
  }
}

function problemOf({ step, answer, request }: Exchange): string {
  const wanted = step.status === undefined ? 'a status below 400' : String(step.status)
  const said = shortly(answer.body.toString().replaceAll(/\s+/g, ' '))
  return `${request.method} ${request.path} answered ${answer.status} and not ${wanted}${said ? `: ${said}` : ''}`
}

function noiseBetween(plain: Exchange['plain'], other: Exchange | undefined): Noise {
  return other ? noiseOf(plain, other.plain) : noNoise
}
