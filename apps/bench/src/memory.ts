/** What signed-in shoppers cost the memory of an instance. */
import type { ProcessGroup } from '@unsticky/processes'
import type { Cores } from './cores.ts'
import { connectHeapProbe, inspectorUrl } from './heap.ts'
import { signUpShoppers } from './shoppers.ts'
import { startSubject } from './start-subject.ts'
import type { Subject } from './subjects.ts'

interface MemoryOptions {
  readonly group: ProcessGroup
  readonly cores: Cores
  /** How many sign up; the result is scaled to 10,000. A password hash costs time on purpose, so it is fewer than that. */
  readonly shoppers: number
}

/**
 * Bytes of heap that 10,000 signed-in shoppers with a cart hold in one instance; 0 when it did not grow. As many sign up
 * before the heap is read for the first time, so that caches of a fixed size are full by then.
 */
export async function heapPer10000Shoppers(
  subject: Subject,
  { group, cores, shoppers }: MemoryOptions,
): Promise<number> {
  const running = await startSubject(subject, { group, cores, nodeArgs: ['--inspect=127.0.0.1:0'] })
  try {
    await using probe = await connectHeapProbe(inspectorUrl(running.process.logTail(1000)))
    await signUpShoppers(running.url, { count: shoppers, isShop: true })
    const before = await probe.usedBytes()
    await signUpShoppers(running.url, { count: shoppers, isShop: true })
    const after = await probe.usedBytes()
    return (Math.max(0, after - before) / shoppers) * 10_000
  } finally {
    await running.process.stop()
  }
}
