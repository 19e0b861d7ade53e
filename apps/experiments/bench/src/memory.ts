/** What signed-in shoppers cost the memory of an instance. */
import type { ProcessGroup } from '@unsticky/processes'
import type { Cores } from './cores.ts'
import { connectHeapProbe, inspectorUrl } from './heap.ts'
import { passGuests, signUpShoppers } from './shoppers.ts'
import { type Point, slopeOf } from './slope.ts'
import { startSubject } from './start-subject.ts'
import type { Subject } from './subjects.ts'

interface MemoryOptions {
  readonly group: ProcessGroup
  readonly cores: Cores
  /** How many sign up; the result is scaled to 10,000. A password hash costs time on purpose, so it is fewer than that. */
  readonly shoppers: number
}

/** More than any cache of the shop keeps (packages/web/http/src/signer.ts: 1,000 of each kind). */
const guestsBefore = 1200

const readings = 6

/**
 * Bytes of heap that 10,000 more signed-in shoppers with a cart hold in one instance. First come guests, until the
 * caches of a fixed size are full, which cost the same however many shoppers there are; then shoppers in equal groups,
 * with the heap read after each, and the slope through the readings. The same for both shops.
 */
export async function heapPer10000Shoppers(
  subject: Subject,
  { group, cores, shoppers }: MemoryOptions,
): Promise<number> {
  const running = await startSubject(subject, { group, cores, nodeArgs: ['--inspect=127.0.0.1:0'] })
  try {
    await using probe = await connectHeapProbe(inspectorUrl(running.process.logTail(1000)))
    await passGuests(running.url, { count: guestsBefore })
    const count = Math.max(1, Math.ceil(shoppers / readings))
    const points: Point[] = []
    for (let reading = 1; reading <= readings; reading++) {
      await signUpShoppers(running.url, { count, isShop: true })
      points.push({ x: reading * count, y: await probe.usedBytes() })
    }
    return slopeOf(points) * 10_000
  } finally {
    await running.process.stop()
  }
}
