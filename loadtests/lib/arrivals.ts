/**
 * A profile as a scenario of k6. The executor is an arrival rate: shoppers come whether or not the shop keeps up, as
 * people do, so a slow shop is not spared by shoppers who wait for it.
 */
import type { Scenario } from 'k6/options'
import { profileNamed, type Stage } from './profiles.ts'

interface ArrivalOptions {
  /** The script's average: iterations started in a second. */
  readonly perSecond: number
  /** How long one iteration takes at most, to know how many must be able to run at once. */
  readonly iterationSeconds: number
  /** The longest stage is stretched until all stages last at least this long. */
  readonly minimumSeconds?: number
}

/** The scenario of the profile that PROFILE names; smoke unless given. RATE multiplies every rate, SECONDS says how long. */
export function arrivals({ perSecond, iterationSeconds, minimumSeconds = 0 }: ArrivalOptions): Scenario {
  const stages = lasting(profileNamed(__ENV.PROFILE ?? 'smoke'), minimumSeconds)
  const average = perSecond * Number(__ENV.RATE ?? 1)
  const peak = average * Math.max(...stages.map(({ times }) => times))
  return {
    executor: 'ramping-arrival-rate',
    startRate: tenths(average * 0.2),
    timeUnit: '10s', // k6 takes whole numbers only, and half a shopper a second is one in two
    preAllocatedVUs: Math.ceil(peak * iterationSeconds) + 2,
    maxVUs: Math.ceil(peak * iterationSeconds * 4) + 10,
    stages: stages.map(({ seconds, times }) => ({
      duration: `${seconds}s`,
      target: tenths(average * times),
    })),
    gracefulStop: '20s',
  }
}

const tenths = (perSecond: number) => Math.round(perSecond * 10)

/** Only the longest stage gives or takes: how fast it ramps is what a profile is about. */
function lasting(stages: readonly Stage[], minimumSeconds: number): readonly Stage[] {
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0)
  const wanted = Number(__ENV.SECONDS ?? Math.max(total, minimumSeconds))
  const longest = Math.max(...stages.map(({ seconds }) => seconds))
  const seconds = Math.max(1, longest + wanted - total)
  return stages.map((stage) => (stage.seconds === longest ? { ...stage, seconds } : stage))
}
