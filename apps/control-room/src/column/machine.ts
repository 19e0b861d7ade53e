import { availableParallelism, loadavg } from 'node:os'

interface Machine {
  /** Processes that want to run, in the mean of the last minute; 0 where the system does not say. */
  readonly load: number
  readonly cores: number
}

/** More than this for each core, and what should take a second takes many. */
const busyPerCore = 2

/** A sentence about a machine that is too busy to start a fleet in time, or nothing. */
export function howBusy({ load, cores }: Machine = thisMachine()): string | undefined {
  if (load <= busyPerCore * cores) return undefined
  const others = cores === 1 ? 'one core' : `${cores} cores`
  return `The machine is too busy: a load of ${load.toFixed(1)} on ${others}. End other programs, or start the room with fewer instances (--instances 1).`
}

const thisMachine = (): Machine => ({ load: loadavg()[0] ?? 0, cores: availableParallelism() })
