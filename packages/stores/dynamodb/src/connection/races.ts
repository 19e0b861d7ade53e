import { setTimeout as sleep } from 'node:timers/promises'
import { type AwsCall, isNamed } from '@unsticky/aws-client'

/** The condition of a write did not hold; nothing was written. */
export const refused = Symbol('refused')

/** Somebody else wrote at the same moment; nothing was written, and trying again is worth it. */
export const lostRace = Symbol('lost race')

/** The answer of a conditional write, or why it was not made. */
export async function outcomeOf<T>(write: Promise<T>): Promise<T | typeof refused | typeof lostRace> {
  try {
    return await write
  } catch (error) {
    if (isNamed(error, 'ConditionalCheckFailedException')) return refused
    if (isNamed(error, 'TransactionConflictException')) return lostRace
    throw error
  }
}

/**
 * Repeats an attempt that lost a race, with a random pause that grows, so that who collided does not collide again.
 * What ends it is the deadline of the operation.
 */
export async function untilWon<T>(
  attempt: () => Promise<T | typeof lostRace>,
  { abortSignal }: AwsCall,
): Promise<T> {
  for (let round = 0; ; round += 1) {
    // Also before the first: who waited for a turn may come after the caller was told that it failed.
    abortSignal.throwIfAborted()
    const result = await attempt()
    if (result !== lostRace) return result as T
    await pause(round, { abortSignal })
  }
}

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
export async function pause(round: number, { abortSignal }: AwsCall): Promise<void> {
  const longest = Math.min(400, 10 * 2 ** round)
  await sleep(Math.random() * longest, undefined, { signal: abortSignal })
}
