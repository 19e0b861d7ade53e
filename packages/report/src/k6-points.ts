import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** What the requests of a run came to. */
export interface Traffic {
  readonly requests: number
  /** No answer, or a status outside the expected ones of the script (2xx, 3xx and what it names). */
  readonly requestsFailed: number
  /**
   * Percentiles over the requests that succeeded, from sending to the last byte (`http_req_duration`), in milliseconds
   * rounded to 0.1. Failed ones are counted, not timed: a refusal within 0.2 ms would make a broken shop look quick.
   * `null` when none succeeded.
   */
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  readonly p99Ms: number | null
}

interface Point {
  readonly metric: string
  readonly type: string
  readonly data: { readonly value: number; readonly tags?: Readonly<Record<string, string>> }
}

/**
 * Reads what `k6 run --out json=file` wrote, line by line. Throws at a cut-off line, and when requests and outcomes do
 * not add up: half a run must not be reported as a whole one.
 */
export async function readK6Points(file: string): Promise<Traffic> {
  const durations: number[] = []
  let [requests, outcomes, requestsFailed, lineNumber] = [0, 0, 0, 0]
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    lineNumber += 1
    const point = parsePoint(line, `${file}:${lineNumber}`)
    if (point?.metric === 'http_reqs') requests += point.data.value
    if (point?.metric === 'http_req_failed') {
      outcomes += 1
      requestsFailed += point.data.value
    }
    if (point?.metric === 'http_req_duration' && point.data.tags?.expected_response === 'true') {
      durations.push(point.data.value)
    }
  }
  if (outcomes !== requests || durations.length !== requests - requestsFailed) {
    throw new Error(
      `${file} is not whole: ${requests} requests, ${outcomes} outcomes, ${durations.length} times of good requests`,
    )
  }
  return { requests, requestsFailed, ...percentilesOf(durations) }
}

/** The point, or `undefined` for a definition and for metrics that are not asked for. */
function parsePoint(line: string, place: string): Point | undefined {
  // A request has nine points, three of which count here; not parsing the others makes large files bearable.
  if (line.endsWith('}') && !line.includes('"http_req')) return undefined
  if (line.trim() === '') return undefined
  try {
    const point = JSON.parse(line) as Point
    return point.type === 'Point' ? point : undefined
  } catch {
    throw new Error(`${place} is no line of k6's JSON output: ${line.slice(0, 80)}`)
  }
}

function percentilesOf(durations: readonly number[]) {
  const sorted = Float64Array.from(durations).sort()
  return { p50Ms: percentile(sorted, 50), p95Ms: percentile(sorted, 95), p99Ms: percentile(sorted, 99) }
}

/** Nearest rank: the smallest value that at least `percent` of all values do not exceed. No interpolation. */
export function percentile(sorted: Float64Array, percent: number): number | null {
  const value = sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)]
  return value === undefined ? null : Math.round(value * 10) / 10
}
