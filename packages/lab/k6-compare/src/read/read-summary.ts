/** The end-of-test summaries of k6, in every shape that k6 v1 and v2 write. */
import { type Measure, type Measures, perSecond, type Repeat, share } from '../measure.ts'
import { isBuiltIn, parseMetricName } from './names.ts'
import { percentileMeasures } from './percentiles.ts'
import { directionOf, isRecord, thresholdsOf } from './thresholds.ts'

type Values = Readonly<Record<string, number>>

interface Metric {
  readonly name: string
  readonly type?: string
  readonly isTime: boolean
  readonly values: Values
  readonly thresholds: ReturnType<typeof thresholdsOf>
}

export type SummaryKind = 'export' | 'handleSummary' | 'machine'

export interface Summary extends Omit<Repeat, 'file'> {
  readonly kind: SummaryKind
}

/**
 * Measures of a summary: `--summary-export` (values beside the thresholds), what `handleSummary` gets (values in
 * `values`), or the machine-readable one (a list in `results`). `undefined` when it is none of them.
 */
export function readSummary(json: unknown): Summary | undefined {
  const metrics = metricsOf(json)
  if (!metrics) return undefined
  const get = (name: string) => metrics.get(name)?.values
  const count = (name: string) => get(name)?.count ?? 0
  const requests = count('http_reqs')
  const seconds =
    secondsOf(json) ?? (get('http_reqs')?.rate ? requests / (get('http_reqs')?.rate ?? 1) : undefined)
  const failed = hitsOf(get('http_req_failed'), requests)
  const iterations = count('iterations')
  const good = requests - failed.hits
  const duration = get('http_req_duration{expected_response:true}') ?? get('http_req_duration')
  const checks = checksOf(metrics)
  const parts = [
    percentileMeasures(percentilesIn(duration), { count: Math.min(duration?.count ?? good, good) }),
    ...[...metrics.values()].map((metric) => ownMeasures(metric, { requests, iterations })),
  ]
  const measures: Measures = {
    ...Object.assign({}, ...parts.map((part) => part.measures)),
    ...(requests > 0 && { 'failed requests': share(failed.hits, failed.of) }),
    ...(checks && { 'failed checks': share(checks.of - checks.hits, checks.of) }),
    ...(requests > 0 && seconds && { 'requests per second': perSecond(requests / seconds) }),
    // k6 leaves the counter out when it is 0.
    ...(iterations > 0 && {
      'dropped iterations': share(count('dropped_iterations'), iterations + count('dropped_iterations')),
    }),
  }
  return {
    kind: kindOf(json),
    measures,
    leftOut: Object.assign({}, ...parts.map((part) => part.leftOut)),
    facts: {
      form: kindOf(json) === 'machine' ? 'machine' : 'summary',
      ...{ requests, iterations, names: namesOf(json, metrics) },
      ...(seconds && { durationSeconds: seconds }),
      ...(get('vus_max') && { mostUsers: get('vus_max')?.max ?? get('vus_max')?.value ?? 0 }),
    },
  }
}

/** Everything of one metric but the main figures: sub-metrics, the script's own metrics, thresholds. */
function ownMeasures(metric: Metric, { requests, iterations }: { requests: number; iterations: number }) {
  const { name, values, thresholds } = metric
  const { metric: base, tags } = parseMetricName(name)
  const crossed = thresholds.map(({ expression, isCrossed }) => [
    `threshold ${expression} of ${name}`,
    share(isCrossed ? 1 : 0, 1, { isForbidden: true }),
  ])
  const own = measuresOfMetric(metric, { base, tags, requests, iterations })
  void values
  return { measures: { ...own.measures, ...Object.fromEntries(crossed) }, leftOut: own.leftOut }
}

interface Place {
  readonly base: string
  readonly tags: string
  readonly requests: number
  readonly iterations: number
}

function measuresOfMetric(metric: Metric, { base, tags, requests, iterations }: Place) {
  const nothing = { measures: {}, leftOut: {} }
  const { values } = metric
  const better = directionOf(metric.thresholds.map(({ expression }) => expression))
  if (base === 'http_req_duration' && tags !== '' && !tags.startsWith('expected_response'))
    return percentileMeasures(percentilesIn(values), {
      count: values.count ?? fewer(requests),
      suffix: ` of ${tags}`,
    })
  if (base === 'http_req_failed' && tags !== '') {
    const { hits, of } = hitsOf(values, 0)
    return of > 0 ? { ...nothing, measures: { [`failed requests of ${tags}`]: share(hits, of) } } : nothing
  }
  if (base === 'checks' && tags !== '') {
    const { hits, of } = hitsOf(values, 0)
    return of > 0 ? { ...nothing, measures: { [`failed checks of ${tags}`]: share(of - hits, of) } } : nothing
  }
  if (isBuiltIn(base)) return nothing
  const label = tags === '' ? base : `${base} of ${tags}`
  if ('med' in values || 'avg' in values) {
    const found = percentileMeasures(percentilesIn(values), {
      count: values.count,
      suffix: ` of ${label}`,
      isTime: metric.isTime,
    })
    const directed = Object.entries(found.measures).map(([id, each]) => [
      id,
      { ...each, better: better ?? each.better },
    ])
    return { ...found, measures: Object.fromEntries(directed) }
  }
  return { ...nothing, measures: customMeasure(label, { values, better, iterations }) }
}

interface Custom {
  readonly values: Values
  readonly better: Measure['better']
  readonly iterations: number
}

function customMeasure(label: string, { values, better, iterations }: Custom): Measures {
  if ('passes' in values || 'fails' in values || ('rate' in values && !('count' in values))) {
    const { hits, of } = hitsOf(values, 0)
    return {
      [label]:
        of > 0 ? { ...share(hits, of), better } : { value: (values.rate ?? 0) * 100, unit: '%', better },
    }
  }
  // A counter grows with the length of a run, so it is compared for each iteration.
  if (values.count !== undefined)
    return iterations > 0
      ? { [`${label} per iteration`]: { value: values.count / iterations, unit: '', better } }
      : {}
  return values.value === undefined ? {} : { [label]: { value: values.value, unit: '', better } }
}

/** Nobody counts the values of a sub-metric unless "count" is among the trend stats; there are no more than in all. */
const fewer = (requests: number) => (requests < 100 ? requests : undefined)

function percentilesIn(values: Values | undefined) {
  return {
    p50: values?.med ?? values?.['p(50)'] ?? values?.p50,
    p95: values?.['p(95)'] ?? values?.p95,
    p99: values?.['p(99)'] ?? values?.p99,
  }
}

/** A rate metric: how often it was true. The export calls the share `value`, the others `rate`. */
function hitsOf(
  values: Values | undefined,
  otherwise: number,
): { readonly hits: number; readonly of: number } {
  if (!values) return { hits: 0, of: otherwise }
  const of = values.total ?? (values.passes ?? 0) + (values.fails ?? 0)
  const total = of > 0 ? of : otherwise
  return {
    hits: values.passes ?? values.matches ?? Math.round((values.rate ?? values.value ?? 0) * total),
    of: total,
  }
}

function checksOf(metrics: ReadonlyMap<string, Metric>) {
  const found = hitsOf((metrics.get('checks') ?? metrics.get('checks_succeeded'))?.values, 0)
  return found.of > 0 ? found : undefined
}

const kindOf = (json: unknown): SummaryKind => {
  if (!isRecord(json) || isRecord(json.results)) return 'machine'
  const [first] = isRecord(json.metrics) ? Object.values(json.metrics) : []
  return isRecord(first) && isRecord(first.values) ? 'handleSummary' : 'export'
}

function metricsOf(json: unknown): ReadonlyMap<string, Metric> | undefined {
  if (!isRecord(json)) return undefined
  const results = isRecord(json.results) ? json.results : undefined
  const checks = isRecord(results?.checks) ? results.checks.metrics : undefined
  const listed = [results?.metrics, checks]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter(isRecord)
  const named: readonly (readonly [string, unknown])[] =
    listed.length > 0
      ? listed.map((metric) => [String(metric.name), metric])
      : isRecord(json.metrics) && isOfK6(json.metrics)
        ? Object.entries(json.metrics)
        : []
  if (named.length === 0) return undefined
  return new Map(named.map(([name, metric]) => [name, toMetric(name, metric)]))
}

const isOfK6 = (metrics: Record<string, unknown>) =>
  ['http_reqs', 'iterations', 'vus', 'http_req_duration', 'iteration_duration'].some(
    (name) => name in metrics,
  )

function toMetric(name: string, metric: unknown): Metric {
  const own = isRecord(metric) ? metric : {}
  const { type, contains } = own
  return {
    name,
    ...(typeof type === 'string' && { type }),
    isTime: contains === undefined ? /duration|time|latency|_ms$/.test(name) : contains === 'time',
    values: (isRecord(own.values) ? own.values : own) as Values,
    thresholds: thresholdsOf(metric),
  }
}

function secondsOf(json: unknown): number | undefined {
  if (!isRecord(json)) return undefined
  const state = isRecord(json.state) ? json.state.testRunDurationMs : undefined
  if (typeof state === 'number') return state / 1000
  const config = isRecord(json.config) ? json.config.duration : undefined
  return typeof config === 'number' ? config : undefined
}

/** Names of checks and groups stand in a tree, as a list or by name. */
function namesOf(json: unknown, metrics: ReadonlyMap<string, Metric>): readonly string[] {
  const own = [...metrics.keys()].filter((name) => !isBuiltIn(parseMetricName(name).metric))
  const names = new Set(own.map((name) => `metric ${parseMetricName(name).metric}`))
  collect(isRecord(json) ? json.root_group : undefined)
  return [...names].sort()

  function collect(group: unknown) {
    if (!isRecord(group)) return
    for (const check of childrenOf(group.checks)) names.add(`check ${String(check.name)}`)
    for (const child of childrenOf(group.groups)) {
      names.add(`group ${String(child.name)}`)
      collect(child)
    }
  }
}

const childrenOf = (children: unknown) =>
  (Array.isArray(children) ? children : isRecord(children) ? Object.values(children) : []).filter(isRecord)
