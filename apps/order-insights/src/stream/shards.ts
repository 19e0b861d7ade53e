import type { Shard } from '@aws-sdk/client-dynamodb-streams'
import type { Checkpoint } from './checkpoints.ts'

/**
 * The shards that may be read now. A shard that was split goes on in its children, so they wait until it was read to its
 * end: otherwise a cancellation could be seen before its order. A parent that is listed no more is older than the stream keeps.
 */
export function readableShards(
  shards: readonly Shard[],
  isFinished: (shardId: string) => boolean,
): readonly string[] {
  const listed = new Set(shards.map(({ ShardId }) => ShardId))
  return shards.flatMap(({ ShardId, ParentShardId }) => {
    const waits = ParentShardId !== undefined && listed.has(ParentShardId) && !isFinished(ParentShardId)
    return ShardId === undefined || isFinished(ShardId) || waits ? [] : [ShardId]
  })
}

/**
 * Shards that were not read to their end and that the stream keeps no longer: whoever was away for more than a day missed
 * the rest of them.
 */
export function lostShards(
  shards: readonly Shard[],
  known: ReadonlyMap<string, Checkpoint>,
): readonly string[] {
  const listed = new Set(shards.map(({ ShardId }) => ShardId))
  return [...known].flatMap(([id, { isFinished }]) => (isFinished || listed.has(id) ? [] : [id]))
}
