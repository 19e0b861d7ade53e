import type { ProcessGroup } from '@unsticky/processes'
import type { Cores } from './cores.ts'
import { median } from './ratios.ts'
import { startSubject } from './start-subject.ts'
import type { Subject } from './subjects.ts'

interface StartsOptions {
  readonly group: ProcessGroup
  readonly cores: Cores
  readonly repeats: number
}

/** Milliseconds from the start of the process until it is ready, the median of several. */
export async function medianStartMs(
  subject: Subject,
  { group, cores, repeats }: StartsOptions,
): Promise<number> {
  const times: number[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    const { readyAfterMs, process } = await startSubject(subject, { group, cores })
    times.push(readyAfterMs)
    await process.stop()
  }
  return median(times)
}
