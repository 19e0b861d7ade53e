/** How busy all cores are, other programs included: what they take is missing from what is measured. */
import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MachineLoad } from '@unsticky/report'

interface CoreTimes {
  readonly idle: number
  readonly all: number
}

/** Looks for a moment at what the machine does without us. */
export async function lookAtMachine(seconds = 2): Promise<Omit<MachineLoad, 'busyDuring'>> {
  const [loadAverage = 0] = loadavg()
  const watch = watchMachine()
  await sleep(seconds * 1000)
  return { busyBefore: watch.busy(), loadAverage: Math.round(loadAverage * 100) / 100, cores: cpus().length }
}

/** From now on. */
export function watchMachine(read: () => CoreTimes = readTimes): { busy(): number } {
  const from = read()
  return { busy: () => busyShare(from, read()) }
}

/** 1 is all cores, all the time. */
export function busyShare(from: CoreTimes, to: CoreTimes): number {
  const all = to.all - from.all
  return all <= 0 ? 0 : Math.round((1 - (to.idle - from.idle) / all) * 1000) / 1000
}

function readTimes(): CoreTimes {
  const times = cpus().map(({ times }) => times)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    idle: sum(times.map(({ idle }) => idle)),
    all: sum(times.flatMap((each) => Object.values(each))),
  }
}
