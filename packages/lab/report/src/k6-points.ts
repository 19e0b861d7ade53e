import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { type CalmTimes, tallyCalm, type Window } from './calm-times.ts'
import { causesMetric, tallyCauses } from './failure-causes.ts'
import { type Percentiles, percentilesOf } from './percentile.ts'

/**
 * What the requests of a run came to. Percentiles are over the requests that did their work, from sending to the last
 * byte (`http_req_duration`). Failed and refused ones are counted, not timed: a refusal within 0.2 ms would make a broken
 * shop look quick, and the 409 of a double click is no order.
 */
export interface Traffic extends Percentiles {
  readonly requests: number
  /** No answer, or a status outside the expected ones of the script (2xx, 3xx and what it names). */
  readonly requestsFailed: number
}

/** The requests of one name (k6's `name` tag): "GET /api/cart". */
export interface EndpointTraffic extends Traffic, Partial<CalmTimes> {
  readonly name: string
  /** Answered with a status of 400 and more that the script expects. */
  readonly requestsRefused?: number
}

/** Failed requests of one status and one cause. */
export interface Failure {
  /** "401"; "0" when there was no answer. */
  readonly status: string
  /** The code of the shop's problem, or what k6 says of the connection. */
  readonly cause: string
  readonly count: number
}

/** What ended within one second. */
export interface SecondTraffic {
  /** Whole seconds of the clock, counted from the one in which the first request ended. */
  readonly second: number
  readonly succeeded: number
  readonly failed: number
  readonly p50Ms?: number | null
  readonly p95Ms: number | null
  readonly p99Ms?: number | null
}

/** All that the points of a run tell. */
export interface MeasuredTraffic extends Traffic {
  /** Epoch milliseconds where second 0 begins; 0 without a request. */
  readonly firstAtMs: number
  /** From the end of the first request to the end of the last. */
  readonly durationSeconds: number
  /** Milliseconds of all good requests together. */
  readonly tookMs?: number
  /** Busiest first. */
  readonly endpoints: readonly EndpointTraffic[]
  readonly seconds: readonly SecondTraffic[]
  /** Iterations that an arrival-rate executor could not start: the generator, not the shop, was too slow. */
  readonly droppedIterations: number
  readonly checksFailed: number
  readonly checks: number
  readonly bytesReceived: number
  readonly bytesSent: number
  /** When requests failed that the scripts tag as not repeatable, in epoch milliseconds. */
  readonly notRepeatableFailedAtMs: readonly number[]
  /** Why requests failed, most frequent first. */
  readonly failures: readonly Failure[]
}

interface Point {
  readonly metric: string
  readonly type: string
  readonly data: {
    readonly time: string
    readonly value: number
    readonly tags?: Readonly<Record<string, string>>
  }
}

interface Bucket {
  readonly durations: number[]
  requests: number
  failed: number
  refused: number
}

const counters = ['dropped_iterations', 'data_received', 'data_sent'] as const
const wanted = ['http_reqs', 'http_req_failed', 'http_req_duration', 'checks', causesMetric, ...counters]
// A request has nine points, three of which count here; not parsing the others makes large files bearable.
const isWanted = new RegExp(`"metric":"(${wanted.join('|')})"`)

/**
 * Reads what `k6 run --out json=file` wrote, line by line; k6 compresses a file whose name ends with .gz. Throws at a cut-off line, and when requests and outcomes do
 * not add up: half a run must not be reported as a whole one.
 */
export async function readK6Points(
  file: string,
  { disturbed = [] }: { readonly disturbed?: readonly Window[] } = {},
): Promise<MeasuredTraffic> {
  const tally = createTally(disturbed)
  let lineNumber = 0
  for await (const line of createInterface({
    input: file.endsWith('.gz') ? createReadStream(file).pipe(createGunzip()) : createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    lineNumber += 1
    const point = parsePoint(line, `${file}:${lineNumber}`)
    if (point) tally.add(point)
  }
  return tally.result(file)
}

/** The point, or `undefined` for a definition and for metrics that are not asked for. */
function parsePoint(line: string, place: string): Point | undefined {
  if (line.trim() === '' || (line.endsWith('}') && !isWanted.test(line))) return undefined
  try {
    const point = JSON.parse(line) as Point
    return point.type === 'Point' ? point : undefined
  } catch {
    throw new Error(`${place} is no line of k6's JSON output: ${line.slice(0, 80)}`)
  }
}

function createTally(disturbed: readonly Window[]) {
  const calm = tallyCalm(disturbed)
  const all = emptyBucket()
  const byName = new Map<string, Bucket>()
  const bySecond = new Map<number, Bucket>()
  const counts = { dropped_iterations: 0, data_received: 0, data_sent: 0, checks: 0, checksFailed: 0 }
  const notRepeatableFailedAtMs: number[] = []
  const causes = tallyCauses()
  let [outcomes, firstMs, lastMs] = [0, Number.POSITIVE_INFINITY, 0]
  return { add, result }

  function add({ metric, data: { time, value, tags = {} } }: Point) {
    if (metric === 'checks') {
      counts.checks += 1
      counts.checksFailed += 1 - value
    }
    if (isCounter(metric)) counts[metric] += value
    if (metric === 'http_req_failed') outcomes += 1
    causes.add(metric, value, tags)
    if (!metric.startsWith('http_req')) return
    const timeMs = Date.parse(time)
    firstMs = Math.min(firstMs, timeMs)
    lastMs = Math.max(lastMs, timeMs)
    const second = Math.floor(timeMs / 1000)
    if (metric === 'http_req_duration' && tags.expected_response !== 'false' && !(Number(tags.status) >= 400))
      calm.add(endpointOf(tags), { endedAtMs: timeMs, tookMs: value })
    if (metric === 'http_req_failed' && value === 1 && tags.repeatable === 'no')
      notRepeatableFailedAtMs.push(timeMs)
    for (const bucket of [all, bucketOf(byName, endpointOf(tags)), bucketOf(bySecond, second)]) {
      if (metric === 'http_reqs') bucket.requests += value
      if (metric === 'http_req_failed') bucket.failed += value
      // Scripts that switch this tag off say nothing of success, so all of their times count.
      if (metric === 'http_req_duration' && tags.expected_response !== 'false') {
        if (Number(tags.status) >= 400) bucket.refused += 1
        else bucket.durations.push(value)
      }
    }
  }

  function result(file: string): MeasuredTraffic {
    const { requests, failed, refused, durations } = all
    if ((outcomes > 0 && outcomes !== requests) || durations.length !== requests - failed - refused) {
      throw new Error(
        `${file} is not whole: ${requests} requests, ${outcomes} outcomes, ${durations.length} times of good requests`,
      )
    }
    const [first = 0, last = 0] = [Math.min(...bySecond.keys()), Math.max(...bySecond.keys())]
    const isEmpty = bySecond.size === 0
    return {
      ...trafficOf(all),
      firstAtMs: isEmpty ? 0 : first * 1000,
      durationSeconds: isEmpty ? 0 : Math.max(0.001, (lastMs - firstMs) / 1000),
      endpoints: [...byName]
        .map(([name, bucket]) => ({
          ...{ name, ...trafficOf(bucket), requestsRefused: bucket.refused },
          ...calm.of(name),
        }))
        .sort((a, b) => b.requests - a.requests),
      seconds: isEmpty ? [] : secondsFrom(first, last, bySecond),
      tookMs: Math.round(durations.reduce((sum, each) => sum + each, 0)),
      droppedIterations: counts.dropped_iterations,
      checks: counts.checks,
      checksFailed: counts.checksFailed,
      bytesReceived: counts.data_received,
      bytesSent: counts.data_sent,
      notRepeatableFailedAtMs,
      failures: causes.failures(),
    }
  }
}

/** Every second from the first to the last, also those in which nothing ended. */
const secondsFrom = (first: number, last: number, bySecond: ReadonlyMap<number, Bucket>) =>
  Array.from({ length: last - first + 1 }, (_, second): SecondTraffic => {
    const { durations, failed, refused } = bySecond.get(first + second) ?? emptyBucket()
    return { second, succeeded: durations.length + refused, failed, ...percentilesOf(durations) }
  })

const trafficOf = ({ requests, failed, durations }: Bucket): Traffic => ({
  requests,
  requestsFailed: failed,
  ...percentilesOf(durations),
})

/** k6 names a request by its whole address unless the script does; host, port and query would tell no endpoint from another. */
function endpointOf({ name = '', method = '' }: Readonly<Record<string, string>>): string {
  const url = /^https?:/.test(name) ? URL.parse(name) : null
  return url ? `${method} ${url.pathname}`.trim() : name
}

const emptyBucket = (): Bucket => ({ requests: 0, failed: 0, refused: 0, durations: [] })

function bucketOf<Key>(buckets: Map<Key, Bucket>, key: Key): Bucket {
  const bucket = buckets.get(key) ?? emptyBucket()
  buckets.set(key, bucket)
  return bucket
}

const isCounter = (metric: string): metric is (typeof counters)[number] =>
  (counters as readonly string[]).includes(metric)
