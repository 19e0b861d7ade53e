/**
 * A target tracking policy of AWS Application Auto Scaling, in its words: hold a metric, given per instance, near a
 * target by changing the capacity.
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
 */
export interface TargetTrackingPolicy {
  /** What an instance should have of the metric: requests a second, or CPU per cent. Above 0. */
  readonly targetValue: number
  /** The number of instances, never less and never more. */
  readonly minCapacity: number
  readonly maxCapacity: number
  /** After instances were added, only a demand for still more is acted on for this long. */
  readonly scaleOutCooldownSeconds: number
  /** After instances were removed, none is removed for this long. */
  readonly scaleInCooldownSeconds: number
  /** So many looks in a row must be above the target. AWS takes 3 of a minute each. */
  readonly datapointsToScaleOut: number
  /** So many in a row must be well below it. AWS takes 15: in slowly, out quickly. */
  readonly datapointsToScaleIn: number
}

export interface Look {
  /** Milliseconds. */
  readonly at: number
  /** Instances that run or are on their way. */
  readonly capacity: number
  /** Of one instance, on average. */
  readonly metric: number
}

export interface ScalingActivity {
  readonly at: number
  readonly from: number
  readonly to: number
  /** For people. */
  readonly cause: string
}

/** AWS scales in below nine tenths of the target, so that it does not swing to and fro. */
const scaleInBelow = 0.9

/** Decides look by look. Keeps the last looks and the last activity, nothing else; throws for a policy that cannot be. */
export function createTargetTracking(policy: TargetTrackingPolicy) {
  assertPolicy(policy)
  let above = 0
  let below = 0
  let last: ScalingActivity | undefined
  return { decide }

  /** What to do now, or `undefined`. */
  function decide({ at, capacity, metric }: Look): ScalingActivity | undefined {
    above = metric > policy.targetValue ? above + 1 : 0
    below = metric < policy.targetValue * scaleInBelow ? below + 1 : 0
    const needed = within(policy, Math.ceil((capacity * metric) / policy.targetValue))
    const activity = toActivity({ at, capacity, metric }, needed)
    if (!activity) return undefined
    last = activity
    above = 0
    below = 0
    return activity
  }

  function toActivity({ at, capacity, metric }: Look, needed: number): ScalingActivity | undefined {
    if (needed > capacity && above >= policy.datapointsToScaleOut && mayScaleOut(at, needed))
      return { at, from: capacity, to: needed, cause: `${words(metric)} above target ${policy.targetValue}` }
    if (needed < capacity && below >= policy.datapointsToScaleIn && mayScaleIn(at))
      return { at, from: capacity, to: needed, cause: `${words(metric)} below target ${policy.targetValue}` }
    return undefined
  }

  /** During its cool-down what was asked for counts as on its way: only a need for more is acted on. */
  function mayScaleOut(at: number, needed: number) {
    if (!last || last.to < last.from) return true
    return secondsSince(last, at) >= policy.scaleOutCooldownSeconds || needed > last.to
  }

  /** After either kind of activity: what was added a moment ago is not taken away at once. */
  function mayScaleIn(at: number) {
    return !last || secondsSince(last, at) >= policy.scaleInCooldownSeconds
  }
}

const within = ({ minCapacity, maxCapacity }: TargetTrackingPolicy, count: number) =>
  Math.min(maxCapacity, Math.max(minCapacity, count))

const secondsSince = (activity: ScalingActivity, at: number) => (at - activity.at) / 1000

const words = (metric: number) => `${Math.round(metric * 10) / 10} per instance`

function assertPolicy({ targetValue, minCapacity, maxCapacity }: TargetTrackingPolicy) {
  if (!(targetValue > 0)) throw new Error('targetValue must be above 0')
  if (!(minCapacity >= 1 && maxCapacity >= minCapacity))
    throw new Error('minCapacity must be 1 or more, maxCapacity not less than it')
}
