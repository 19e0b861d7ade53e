import type { Measured } from './measure.ts'

export interface Claim {
  readonly claim: string
  readonly holds: boolean
}

const percent = (share: number) => `${Math.round(share * 100)} %`

/** The goals of issue and docs; the peak is the best that was seen, the closed loop before included. */
export function judge(rows: readonly Measured[], { capacity }: { capacity: number }): readonly Claim[] {
  const peak = Math.max(capacity, ...rows.map(({ goodPerSecond }) => goodPerSecond))
  const overloads = rows.filter(({ times }) => times > 1)
  const worst = Math.min(...overloads.map(({ goodPerSecond }) => goodPerSecond)) / peak
  const lost = rows.reduce((sum, { readyzLost }) => sum + readyzLost, 0)
  const repeats = Math.max(...rows.map(({ toInstances }) => toInstances))
  const recoveries = rows.map(({ recoverySeconds = Number.POSITIVE_INFINITY }) => recoverySeconds)
  return [
    {
      claim: `at least 80 % of the peak is served in time under any overload: ${percent(worst)}`,
      holds: worst >= 0.8,
    },
    {
      claim: 'checkout is served before browsing',
      holds: overloads.every(({ checkoutGood, browsingGood }) => checkoutGood >= browsingGood),
    },
    { claim: `/readyz is never lost: ${lost} times`, holds: lost === 0 },
    {
      claim: `recovers within 5 s: ${Math.max(...recoveries).toFixed(1)} s`,
      holds: Math.max(...recoveries) <= 5,
    },
    {
      claim: `at most 1.1 requests to instances for each of a shopper: ${repeats.toFixed(2)}`,
      holds: repeats <= 1.1,
    },
  ]
}
