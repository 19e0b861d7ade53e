/** Users come, buy and go: what of them stays in the processes? */

import { measureMemory, type ProcessMemory } from '../world/process-memory.ts'
import type { Experiment, World } from '../world/world.ts'

const users = 12
const atOnce = 6
/** An entry that stays for every user is growth; connections and timers come and go by a few. */
const flat = 1

/**
 * Counts the entries of all Maps in the heaps of all instances, after a garbage collection, before and after.
 * The heap in bytes is noisy at this scale and only told.
 */
export const memoryFlat: Experiment = async (world) => {
  await comeAndGo(world, atOnce)
  const before = await measureAll(world)
  await comeAndGo(world, users)
  const after = await measureAll(world)
  const perUser = (after.entries - before.entries) / users
  const kilobytes = (after.bytes - before.bytes) / users / 1024
  return {
    kept: perUser < flat,
    detail: `Each user who came and went left ${perUser.toFixed(1)} entries behind; the heaps changed by ${kilobytes.toFixed(0)} KiB a user.`,
  }
}

async function measureAll({ ready }: World) {
  const sizes = await Promise.all(ready().map(measureMemory))
  const sum = (pick: (size: ProcessMemory) => number) => sizes.reduce((total, size) => total + pick(size), 0)
  return { entries: sum(({ entries }) => entries), bytes: sum(({ bytes }) => bytes) }
}

async function comeAndGo(world: World, count: number) {
  for (let done = 0; done < count; done += atOnce) await Promise.all(world.shoppers(atOnce).map(visit))
}

async function visit(shopper: ReturnType<World['shopper']>) {
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  await shopper.add(laptop, 'copper-kettle')
  await shopper.checkOut(laptop)
  await shopper.logOut(laptop)
}
