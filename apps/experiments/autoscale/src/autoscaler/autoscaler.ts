import { createTargetTracking, type ScalingActivity, type TargetTrackingPolicy } from './target-tracking.ts'

/** What is scaled: a fleet, or anything with a number of instances. */
export interface ScalableTarget {
  /** Instances that run or are on their way. */
  capacity(): number
  scale(count: number): Promise<void>
}

export interface AutoscalerOptions {
  readonly target: ScalableTarget
  readonly policy: TargetTrackingPolicy
  /** The metric of one instance, on average, since the last call. */
  readonly readMetric: () => Promise<number>
  readonly now: () => number
  /** Between two looks, in milliseconds. */
  readonly intervalMs: number
  readonly onActivity?: (activity: ScalingActivity) => void
  /** A look or a change that failed; the next look comes all the same. */
  readonly onError?: (error: unknown) => void
}

export interface Autoscaler extends AsyncDisposable {
  /** Looks no more; waits until a change that is under way has ended. */
  stop(): Promise<void>
}

/** Looks at the metric again and again and scales the target by its policy, one change at a time. */
export function startAutoscaler(options: AutoscalerOptions): Autoscaler {
  const { target, policy, readMetric, now, intervalMs, onActivity = () => {}, onError = () => {} } = options
  const tracking = createTargetTracking(policy)
  let changing: Promise<void> | undefined
  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    looking ??= look()
      .catch(onError)
      .finally(() => {
        looking = undefined
      })
  }, intervalMs)
  return { stop, [Symbol.asyncDispose]: stop }

  async function look() {
    const metric = await readMetric()
    if (changing) return
    const activity = tracking.decide({ at: now(), capacity: target.capacity(), metric })
    if (!activity) return
    onActivity(activity)
    changing = target
      .scale(activity.to)
      .catch(onError)
      .finally(() => {
        changing = undefined
      })
  }

  async function stop() {
    clearInterval(timer)
    await looking
    await changing
  }
}
