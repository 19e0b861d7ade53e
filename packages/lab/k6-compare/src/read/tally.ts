/** What the points of a run come to, whichever form they were written in. */
import { type Measure, type Measures, perSecond, type Repeat, share } from '../measure.ts'
import { endpointName, isBuiltIn, tagInWords } from './names.ts'
import { percentileMeasures, percentilesOf } from './percentiles.ts'
import { directionOf } from './thresholds.ts'

export interface Point {
  readonly metric: string
  /** Epoch milliseconds. */
  readonly atMs: number
  readonly value: number
  readonly tags: Readonly<Record<string, string | undefined>>
}

export interface MetricDefinition {
  readonly type?: string
  readonly isTime: boolean
  readonly thresholds: readonly string[]
}

interface Bucket {
  requests: number
  failed: number
  /** Answered as expected with a status of 400 and more: an answer, but not the work. */
  refused: number
  readonly durations: number[]
}

/** `clockSeconds`: how fine the clock of the points is. */
export function createTally({ clockSeconds = 0.001 } = {}) {
  const all = emptyBucket()
  const byTag = new Map<string, Bucket>()
  const own = new Map<string, number[]>()
  const definitions = new Map<string, MetricDefinition>()
  const scenarios = new Set<string>()
  const names = new Set<string>()
  const counts = { iterations: 0, dropped: 0, checks: 0, checksFailed: 0, outcomes: 0, times: 0, users: 0 }
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return {
    add,
    define: (name: string, definition: MetricDefinition) => definitions.set(name, definition),
    result,
  }

  function add({ metric, atMs, value, tags }: Point) {
    if (tags.scenario) scenarios.add(tags.scenario)
    if (metric === 'iterations') counts.iterations += value
    if (metric === 'dropped_iterations') counts.dropped += value
    if (metric === 'vus_max') counts.users = Math.max(counts.users, value)
    if (metric === 'checks') {
      counts.checks += 1
      counts.checksFailed += 1 - value
      if (tags.check) names.add(`check ${tags.check}`)
    }
    if (!isBuiltIn(metric)) {
      const values = own.get(metric)
      if (values) values.push(value)
      else own.set(metric, [value])
    }
    if (!/^http_req(s|_failed|_duration)$/.test(metric)) return
    firstMs = Math.min(firstMs, atMs)
    lastMs = Math.max(lastMs, atMs)
    for (const bucket of [all, ...tagged(tags)]) count(bucket, { metric, value, tags })
    if (metric === 'http_req_failed') counts.outcomes += 1
    if (metric === 'http_req_duration') counts.times += 1
  }

  function tagged({ name = '', method, scenario, group }: Point['tags']): readonly Bucket[] {
    const keys = [
      endpointName(name, method),
      ...(scenario ? [tagInWords('scenario', scenario)] : []),
      ...(group ? [tagInWords('group', group)] : []),
    ]
    return keys.filter(Boolean).map((key) => {
      const bucket = byTag.get(key) ?? emptyBucket()
      byTag.set(key, bucket)
      return bucket
    })
  }

  /** Throws when requests, outcomes and times do not add up: half a run must not be compared as a whole one. */
  function result(file: string): Omit<Repeat, 'file'> {
    const { outcomes, times } = counts
    if ((outcomes > 0 && outcomes !== all.requests) || times !== all.requests)
      throw new Error(
        `${file} is cut off: ${all.requests} requests, ${outcomes} outcomes and ${times} times do not add up`,
      )
    const seconds = (lastMs - firstMs) / 1000 + clockSeconds
    // One scenario is all there is, and k6 calls it "default".
    const groups = [...byTag].filter(([tag]) => scenarios.size > 1 || !tag.startsWith('scenario '))
    const parts = [timesOf(all, ''), ...groups.map(([tag, bucket]) => timesOf(bucket, ` of ${tag}`))]
    const measures: Measures = {
      ...Object.assign({}, ...parts.map((part) => part.measures)),
      ...failures(all, ''),
      ...Object.assign({}, ...groups.map(([tag, bucket]) => failures(bucket, ` of ${tag}`))),
      ...(counts.checks > 0 && { 'failed checks': share(counts.checksFailed, counts.checks) }),
      ...(all.requests > 0 && { 'requests per second': perSecond(all.requests / seconds) }),
      ...(counts.iterations > 0 && {
        'dropped iterations': share(counts.dropped, counts.iterations + counts.dropped),
      }),
      ...Object.assign({}, ...[...own].map(([name, values]) => customMeasures(name, values))),
    }
    return {
      measures,
      leftOut: Object.assign({}, ...parts.map((part) => part.leftOut)),
      facts: {
        form: 'points',
        ...{ requests: all.requests, iterations: counts.iterations },
        names: [
          ...names,
          ...[...byTag.keys()].map((tag) => `request ${tag}`),
          ...[...own.keys()].map((name) => `metric ${name}`),
        ].sort(),
        ...(all.requests > 0 && { durationSeconds: seconds }),
        ...(counts.users > 0 && { mostUsers: counts.users }),
      },
    }
  }

  function customMeasures(name: string, values: readonly number[]): Measures {
    const { type = '', isTime = false, thresholds = [] } = definitions.get(name) ?? {}
    const better: Measure['better'] = directionOf(thresholds)
    const total = values.reduce((sum, value) => sum + value, 0)
    if (type === 'trend') {
      const { measures } = percentileMeasures(percentilesOf(values), {
        ...{ count: values.length, suffix: ` of ${name}`, isTime },
      })
      return Object.fromEntries(
        Object.entries(measures).map(([id, each]) => [id, { ...each, better: better ?? each.better }]),
      )
    }
    if (type === 'rate') return { [name]: { ...share(total, values.length), better } }
    if (type === 'counter')
      return counts.iterations > 0
        ? { [`${name} per iteration`]: { value: total / counts.iterations, unit: '', better } }
        : {}
    if (type === 'gauge') return { [name]: { value: values.at(-1) ?? 0, unit: '', better } }
    // CSV does not say what kind of metric it is.
    return { [`mean of ${name}`]: { value: total / values.length, unit: '', better } }
  }
}

function count(bucket: Bucket, { metric, value, tags }: Pick<Point, 'metric' | 'value' | 'tags'>) {
  if (metric === 'http_reqs') bucket.requests += value
  if (metric === 'http_req_failed') bucket.failed += value
  // Scripts that switch this tag off say nothing of success, so all of their times count.
  if (metric !== 'http_req_duration' || tags.expected_response === 'false') return
  if (Number(tags.status) >= 400) bucket.refused += 1
  else bucket.durations.push(value)
}

const timesOf = ({ durations }: Bucket, suffix: string) =>
  percentileMeasures(percentilesOf(durations), { count: durations.length, suffix })

const failures = ({ requests, failed }: Bucket, suffix: string): Measures =>
  requests > 0 ? { [`failed requests${suffix}`]: share(failed, requests) } : {}

const emptyBucket = (): Bucket => ({ requests: 0, failed: 0, refused: 0, durations: [] })
