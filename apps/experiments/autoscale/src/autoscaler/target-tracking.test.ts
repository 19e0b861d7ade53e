import { describe, expect, it } from 'vitest'
import { createTargetTracking, type TargetTrackingPolicy } from './target-tracking.ts'

const policy: TargetTrackingPolicy = {
  targetValue: 50,
  minCapacity: 1,
  maxCapacity: 4,
  scaleOutCooldownSeconds: 3,
  scaleInCooldownSeconds: 5,
  datapointsToScaleOut: 2,
  datapointsToScaleIn: 4,
}

/** One look a second at the given metrics; the capacity follows what was decided. Answers with capacity by second. */
function follow(metrics: readonly number[], changes: Partial<TargetTrackingPolicy> = {}, capacity = 1) {
  const { decide } = createTargetTracking({ ...policy, ...changes })
  return metrics.map((metric, second) => {
    capacity = decide({ at: second * 1000, capacity, metric })?.to ?? capacity
    return capacity
  })
}

describe('target tracking', () => {
  it('adds as many as the metric asks for, after enough looks above the target', () => {
    expect(follow([20, 120, 120])).toEqual([1, 1, 3])
  })

  it('does not act on a single high look', () => {
    expect(follow([20, 120, 20, 120, 20])).toEqual([1, 1, 1, 1, 1])
  })

  it('never goes above the maximum or below the minimum', () => {
    expect(follow([900, 900])).toEqual([1, 4])
    expect(follow([0, 0, 0, 0, 0], {}, 2).at(-1)).toBe(1)
  })

  it('adds during the cool-down only for a need of still more', () => {
    const { decide } = createTargetTracking({ ...policy, datapointsToScaleOut: 1 })
    const look = (second: number, metric: number) => decide({ at: second * 1000, capacity: 1, metric })?.to

    expect(look(0, 80)).toBe(2)
    expect(look(1, 80), 'two are on their way').toBeUndefined()
    expect(look(2, 140)).toBe(3)
    expect(look(3, 140), 'three are').toBeUndefined()
    expect(look(5, 140), 'they did not come within the cool-down').toBe(3)
  })

  it('takes away slowly: after more looks, and not within the cool-down', () => {
    expect(follow([10, 10, 10, 10], {}, 4)).toEqual([4, 4, 4, 1])
    expect(follow([30, 30, 30, 30, 20, 20, 20, 20, 20, 20], {}, 4)).toEqual([4, 4, 4, 3, 3, 3, 3, 3, 2, 2])
  })

  it('leaves the capacity alone near the target', () => {
    expect(follow([46, 48, 50, 47, 49, 50, 46, 46], {}, 3).at(-1)).toBe(3)
  })

  it('does not take away at once what it has added', () => {
    expect(follow([120, 120, 10, 10, 10, 10, 10])).toEqual([1, 3, 3, 3, 3, 3, 1])
  })

  it('says why', () => {
    const { decide } = createTargetTracking({ ...policy, datapointsToScaleOut: 1 })

    expect(decide({ at: 0, capacity: 1, metric: 80.04 })).toEqual({
      at: 0,
      from: 1,
      to: 2,
      cause: '80 per instance above target 50',
    })
  })

  it.each([{ targetValue: 0 }, { minCapacity: 0 }, { minCapacity: 5 }])('refuses %o', (changes) => {
    expect(() => createTargetTracking({ ...policy, ...changes })).toThrow('must be')
  })
})
