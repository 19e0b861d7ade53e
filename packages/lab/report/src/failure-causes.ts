/** Why requests failed: by status, and by the cause that the shop or k6 names. */
import type { Failure } from './k6-points.ts'

/** A counter of our scripts: one point for each failed request, tagged with its status and the code of the problem. */
export const causesMetric = 'failure_causes'

type Tags = Readonly<Record<string, string>>

export function tallyCauses() {
  const failed = new Map<string, Map<string, number>>()
  const named = new Map<string, Map<string, number>>()
  return { add, failures }

  function add(metric: string, value: number, { status = '0', cause = '', error = '' }: Tags) {
    if (metric === causesMetric) count(named, status, cause)
    // k6 says "dial: connection refused" where there was no answer, and nothing of use where there was one.
    if (metric === 'http_req_failed' && value === 1)
      count(failed, status, status === '0' ? inShort(error) : '')
  }

  /** What the script did not name stands with what k6 says, so that the sum is right. */
  function failures(): readonly Failure[] {
    return [...failed]
      .flatMap(([status, byError]) =>
        [...(named.get(status) ?? []), ...rest(byError, named.get(status))].map(([cause, found]) => ({
          status,
          cause: cause || 'no cause named',
          count: found,
        })),
      )
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
  }
}

function rest(byError: ReadonlyMap<string, number>, named: ReadonlyMap<string, number> | undefined) {
  let known = [...(named?.values() ?? [])].reduce((sum, count) => sum + count, 0)
  return [...byError].map(([error, count]) => {
    const taken = Math.min(known, count)
    known -= taken
    return [error, count - taken] as const
  })
}

function count(all: Map<string, Map<string, number>>, status: string, cause: string) {
  const own = all.get(status) ?? new Map<string, number>()
  own.set(cause, (own.get(cause) ?? 0) + 1)
  all.set(status, own)
}

/** Without the addresses and ports that make every connection a cause of its own. */
const inShort = (error: string) =>
  error
    .replace(/\b\d+\.\d+\.\d+\.\d+:\d+(->)?/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
