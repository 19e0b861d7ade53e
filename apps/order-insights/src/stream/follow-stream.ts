import { setTimeout as sleep } from 'node:timers/promises'
import { UnavailableError } from '@unsticky/kernel'
import { type ReadOptions, readShard } from './read-shard.ts'
import { lostShards, readableShards } from './shards.ts'

/** Between two looks at which shards there are: a shard lives about four hours. */
const pauseMs = 2000

/** Reads every shard of a stream, and each new one, until the signal, or until a stream that was switched off has ended. */
export async function followStream(options: ReadOptions): Promise<void> {
  const { source, checkpoints, onGap, signal, log } = options
  const finished = new Set<string>()
  const reading = new Map<string, Promise<void>>()
  const ended = new AbortController()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})
  const signals = { ...options, signal: AbortSignal.any([signal, ended.signal]) }
  try {
    while (!signal.aborted) {
      const isOver = await Promise.race([lookForShards(), failure.promise])
      if (isOver) return
      await Promise.race([sleep(pauseMs, undefined, { signal }).catch(() => {}), failure.promise])
    }
  } finally {
    ended.abort()
    await Promise.allSettled(reading.values())
  }

  /** Begins to read what is not being read yet. Resolves to whether there will be nothing more. */
  async function lookForShards(): Promise<boolean> {
    try {
      const [{ shards, isSwitchedOff }, known] = await Promise.all([source.shards(), checkpoints.all()])
      for (const [shardId, { isFinished }] of known) if (isFinished) finished.add(shardId)
      await giveUpLost(lostShards(shards, known).filter((id) => !reading.has(id)))
      for (const shardId of readableShards(shards, (id) => finished.has(id))) {
        if (reading.has(shardId)) continue
        // Written down before it is read: whoever comes back after days must see that it was under way.
        if (!known.has(shardId)) await checkpoints.save(shardId, {})
        begin(shardId, known.get(shardId) ?? {})
      }
      return isSwitchedOff && reading.size === 0
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error
      log.warn({ err: error }, 'looking for shards waits')
      return false
    }
  }

  async function giveUpLost(lost: readonly string[]) {
    if (lost.length === 0) return
    log.warn({ lost }, 'the stream no longer keeps these shards: the table is read instead')
    await onGap()
    for (const shardId of lost) await checkpoints.save(shardId, { isFinished: true })
  }

  function begin(shardId: string, checkpoint: Parameters<typeof readShard>[1]) {
    log.info({ shardId, after: checkpoint.sequenceNumber }, 'reading a shard')
    const run = readShard(shardId, checkpoint, signals)
      .then(() => void finished.add(shardId), failure.reject)
      .finally(() => reading.delete(shardId))
    reading.set(shardId, run)
  }
}
