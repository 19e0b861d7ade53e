import { setTimeout as sleep } from 'node:timers/promises'
import { isNamed } from '@unsticky/aws-client'
import { UnavailableError } from '@unsticky/kernel'
import type { Log } from '../log.ts'
import type { Item } from '../seen-order.ts'
import type { Checkpoint, Checkpoints } from './checkpoints.ts'
import type { StreamSource } from './stream-source.ts'

export interface ReadOptions {
  readonly source: StreamSource
  readonly checkpoints: Checkpoints
  /** Notes an item. It may come again: a process that is killed has noted more than its checkpoint says. */
  readonly note: (item: Item) => Promise<unknown>
  /** Called when records were lost that the stream kept no longer. */
  readonly onGap: () => Promise<unknown>
  readonly signal: AbortSignal
  readonly log: Log
}

/** DynamoDB answers five reads a second of one shard. */
const pauseMs = 220
const pauseAfterFailureMs = 1000

/** Reads one shard from its checkpoint on, until its end or until the signal. An outage is waited for. */
export async function readShard(
  shardId: string,
  checkpoint: Checkpoint,
  options: ReadOptions,
): Promise<void> {
  const { source, checkpoints, note, onGap, signal, log } = options
  let after = checkpoint.sequenceNumber
  let iterator: string | undefined
  while (!signal.aborted) {
    try {
      iterator ??= await source.iterator(shardId, { after })
      const { records, next } = await source.page(iterator)
      for (const { item, sequenceNumber } of records) {
        if (item) await note(item)
        after = sequenceNumber
        if (signal.aborted) break
      }
      // After the notes, never before: what is noted twice counts once, what is skipped is lost.
      if (records.length > 0) await checkpoints.save(shardId, { sequenceNumber: after as string })
      if (signal.aborted) return
      if (!next)
        return await checkpoints.save(shardId, { sequenceNumber: after, isFinished: true } as Checkpoint)
      iterator = next
      await rest(pauseMs)
    } catch (error) {
      iterator = undefined
      if (isNamed(error, 'ExpiredIteratorException')) continue
      if (isNamed(error, 'TrimmedDataAccessException')) {
        log.warn({ shardId }, 'the stream no longer keeps what comes next: the table is read instead')
        await onGap()
        after = undefined
      } else if (error instanceof UnavailableError) {
        log.warn({ err: error }, 'reading the stream waits')
        await rest(pauseAfterFailureMs)
      } else throw error
    }
  }

  function rest(milliseconds: number) {
    return sleep(milliseconds, undefined, { signal }).catch(() => {})
  }
}
