import { createVisitor, type Exchange } from '../http/visitor.ts'
import type { Launcher } from '../instance/launcher.ts'
import { type Scenario, titleOf } from '../scenario/scenario.ts'
import type { Control } from './control.ts'
import type { Lab } from './lab.ts'
import { type Baseline, baselineOf, lookElsewhere } from './look-elsewhere.ts'
import type { ReadObservation } from './observation.ts'
import { walk } from './walk.ts'

/** For each run of reads that follows writes: go there on A, kill A, start it again, and read once more. */
export async function runRestarts(
  lab: Lab,
  { control, maxRestarts }: { control: Control; maxRestarts: number },
): Promise<ReadObservation[]> {
  const ends = readRuns(lab.scenario).slice(-maxRestarts)
  const observations = new Map<number, ReadObservation>()
  for (const [number, end] of ends.entries()) {
    lab.progress(`restart before the reads (${number + 1} of ${ends.length})`)
    for (const seen of await restartAt(end, lab, control)) {
      const known = observations.get(seen.index)
      if (!known || (known.differences.length === 0 && seen.differences.length > 0))
        observations.set(seen.index, seen)
    }
  }
  return [...observations.values()]
}

/** Where a run of reads ends that has a write somewhere before it. */
export function readRuns({ steps }: Scenario): number[] {
  return steps.flatMap(({ isRead }, index) => {
    const isLast = isRead && !(steps[index + 1]?.isRead ?? false)
    return isLast && steps.slice(0, index).some((step) => !step.isRead) ? [index] : []
  })
}

async function restartAt(
  end: number,
  { scenario, launcher }: Lab,
  control: Control,
): Promise<ReadObservation[]> {
  const instance = await launcher.start('A')
  const visitor = createVisitor(scenario)
  const { exchanges } = await walk(scenario.steps.slice(0, end + 1), {
    visitor,
    portFor: () => instance.port,
  })
  const baselines: Baseline[] = []
  for (const { exchange, index } of lastReads(exchanges))
    baselines.push(await baselineOf(exchange, { index, port: instance.port, noise: control.noise[index] }))
  await instance.kill()
  const restarted = await restart(launcher, instance.port)
  const observations: ReadObservation[] = []
  for (const baseline of baselines) observations.push(await lookElsewhere(baseline, restarted.port))
  await restarted.stop()
  return observations
}

/** Each read of the scenario so far once: where it is repeated, the last one. */
function lastReads(exchanges: readonly Exchange[]) {
  const reads = exchanges
    .map((exchange, index) => ({ exchange, index }))
    .filter(({ exchange }) => exchange.step.isRead)
  return [...new Map(reads.map((read) => [titleOf(read.exchange.request), read])).values()]
}

const restart = (launcher: Launcher, port: number) => launcher.start('A', { port })
