import { chaosFaults, type FaultName } from './fault-table.ts'
import { createRandom, shuffled } from './random.ts'

export interface PlannedFault {
  readonly name: FaultName
  readonly seconds: number
  /** From 0 to below 1: which instance, which direction, how much. */
  readonly chance: number
}

/** Faults that begin together. */
export interface Moment {
  /** After the start of the load. A moment waits for the end of the one before, if that takes longer than planned. */
  readonly atSeconds: number
  readonly faults: readonly PlannedFault[]
}

export interface ScheduleOptions {
  readonly seed: number
  /** Of the whole run. */
  readonly seconds: number
}

/** Shoppers come in first, and have calm at the end. */
const calmSeconds = 6

/**
 * Which faults happen when: the same for the same seed and length, and a longer run begins like a shorter one. Every
 * fault of the table has its turn before one comes again. One moment in three brings two at once, of different parts;
 * the balancer restarts alone, because nothing else can be operated meanwhile.
 */
export function scheduleOf({ seed, seconds }: ScheduleOptions): readonly Moment[] {
  const random = createRandom(seed)
  const draw = createBag(random)
  const moments: Moment[] = []
  for (let atSeconds = calmSeconds; ; ) {
    const faults = [draw()]
    if (random() < 1 / 3) faults.push(draw())
    const together = canHappenTogether(faults) ? [faults] : faults.map((fault) => [fault])
    for (const each of together) {
      const longest = Math.max(...each.map((fault) => fault.seconds))
      if (atSeconds + longest > seconds - calmSeconds) return moments
      moments.push({ atSeconds: rounded(atSeconds), faults: each })
      atSeconds += longest + 2 + random() * 3
    }
  }
}

/** A bag of all faults, filled again when it is empty. */
function createBag(random: () => number): () => PlannedFault {
  let bag: (typeof chaosFaults)[number][] = []
  return () => {
    if (bag.length === 0) bag = shuffled(chaosFaults, random)
    const { name, seconds } = bag.pop() as (typeof chaosFaults)[number]
    const [least, most] = seconds
    return { name, seconds: rounded(least + random() * (most - least)), chance: random() }
  }
}

export const partOf = (name: FaultName) => chaosFaults.find((fault) => fault.name === name)?.part

function canHappenTogether(faults: readonly PlannedFault[]): boolean {
  const parts = faults.map(({ name }) => partOf(name))
  return new Set(parts).size === parts.length && (parts.length === 1 || !parts.includes('balancer'))
}

const rounded = (seconds: number) => Math.round(seconds * 10) / 10
