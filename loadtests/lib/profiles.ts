/**
 * Named load profiles: the shape of the load over time. A script names its average rate, a profile multiplies it. The
 * executor is an arrival rate: shoppers come whether or not the shop keeps up, as people do.
 */
import type { Scenario } from 'k6/options'

interface Stage {
  readonly seconds: number
  /** Times the average rate of the script at the end of this stage. */
  readonly times: number
}

/** What to use which for: `pnpm load --help` and README.md. */
export const profiles: Readonly<Record<string, readonly Stage[]>> = {
  smoke: [
    { seconds: 1, times: 0.5 },
    { seconds: 4, times: 0.5 },
  ],
  average: [
    { seconds: 20, times: 1 },
    { seconds: 120, times: 1 },
    { seconds: 10, times: 0 },
  ],
  stress: [
    { seconds: 30, times: 1 },
    { seconds: 60, times: 2 },
    { seconds: 60, times: 4 },
    { seconds: 60, times: 8 },
    { seconds: 10, times: 0 },
  ],
  spike: [
    { seconds: 20, times: 1 },
    { seconds: 2, times: 10 },
    { seconds: 20, times: 10 },
    { seconds: 2, times: 1 },
    { seconds: 30, times: 1 },
  ],
  soak: [
    { seconds: 60, times: 1 },
    { seconds: 1800, times: 1 },
    { seconds: 10, times: 0 },
  ],
}

interface ArrivalOptions {
  /** The script's average: iterations started in a second. */
  readonly perSecond: number
  /** How long one iteration takes at most, to know how many must be able to run at once. */
  readonly iterationSeconds: number
  /** The longest stage is stretched until all stages last at least this long. */
  readonly minimumSeconds?: number
}

/** The scenario of the profile that PROFILE names; smoke unless given. RATE multiplies every rate. */
export function arrivals({ perSecond, iterationSeconds, minimumSeconds = 0 }: ArrivalOptions): Scenario {
  const stages = stretched(profileNamed(__ENV.PROFILE ?? 'smoke'), minimumSeconds)
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

function stretched(stages: readonly Stage[], minimumSeconds: number): readonly Stage[] {
  const missing = minimumSeconds - stages.reduce((sum, { seconds }) => sum + seconds, 0)
  const longest = Math.max(...stages.map(({ seconds }) => seconds))
  if (missing <= 0) return stages
  return stages.map((stage) => (stage.seconds === longest ? { ...stage, seconds: longest + missing } : stage))
}

function profileNamed(name: string): readonly Stage[] {
  const profile = profiles[name]
  if (!profile)
    throw new Error(`There is no profile "${name}". Choose one of: ${Object.keys(profiles).join(', ')}`)
  return profile
}
