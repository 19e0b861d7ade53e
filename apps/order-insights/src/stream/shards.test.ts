import { describe, expect, it } from 'vitest'
import { lostShards, readableShards } from './shards.ts'

const split = [
  { ShardId: 'parent' },
  { ShardId: 'left', ParentShardId: 'parent' },
  { ShardId: 'right', ParentShardId: 'parent' },
]

describe('shards of a stream', () => {
  it('are read before their children', () => {
    expect(readableShards(split, () => false)).toEqual(['parent'])
    expect(readableShards(split, (id) => id === 'parent')).toEqual(['left', 'right'])
  })

  it('do not wait for a parent that the stream keeps no longer', () => {
    expect(readableShards(split.slice(1), () => false)).toEqual(['left', 'right'])
  })

  it('are read once', () => {
    expect(readableShards(split, () => true)).toEqual([])
  })

  it('are lost when they were not read to their end and are listed no longer', () => {
    const known = new Map([
      ['read', { sequenceNumber: '9', isFinished: true }],
      ['away', { sequenceNumber: '5' }],
      ['left', { sequenceNumber: '7' }],
    ])

    expect(lostShards(split, known)).toEqual(['away'])
  })
})
