import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startAutoscaler } from './autoscaler.ts'
import type { ScalingActivity } from './target-tracking.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const policy = {
  targetValue: 10,
  minCapacity: 1,
  maxCapacity: 5,
  scaleOutCooldownSeconds: 0,
  scaleInCooldownSeconds: 0,
  datapointsToScaleOut: 1,
  datapointsToScaleIn: 1,
}

/** A target whose changes end when the test says so. */
function createTarget() {
  let capacity = 1
  let finish = () => {}
  return {
    capacity: () => capacity,
    scale: async (count: number) => {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      capacity = count
    },
    finish: () => finish(),
  }
}

it('makes one change at a time, however often it looks meanwhile', async () => {
  const activities: ScalingActivity[] = []
  const target = createTarget()
  const scaler = startAutoscaler({
    target,
    policy,
    readMetric: async () => 30,
    now: () => Date.now(),
    intervalMs: 1000,
    onActivity: (activity) => activities.push(activity),
  })

  await vi.advanceTimersByTimeAsync(5000)
  expect(activities).toMatchObject([{ from: 1, to: 3 }])
  target.finish()
  await vi.advanceTimersByTimeAsync(1000)
  expect(activities).toMatchObject([{ to: 3 }, { from: 3, to: 5 }])

  target.finish()
  await scaler.stop()
})

it('goes on after a look that failed', async () => {
  const errors: unknown[] = []
  let looks = 0
  const scaler = startAutoscaler({
    target: createTarget(),
    policy,
    readMetric: async () => {
      looks++
      throw new Error('no metric')
    },
    now: () => Date.now(),
    intervalMs: 1000,
    onError: (error) => errors.push(error),
  })

  await vi.advanceTimersByTimeAsync(3000)
  await scaler.stop()
  await vi.advanceTimersByTimeAsync(3000)

  expect(looks).toBe(3)
  expect(errors).toHaveLength(3)
})
