/** The end-of-test summaries of k6, in every shape that k6 v1 and v2 write. */
import { loss, type Measure, type Measures, measuresOf, milliseconds, percent, perSecond } from './measure.ts'

type Values = Readonly<Record<string, number>>

/**
 * Measures of a summary: `--summary-export` (values beside the thresholds), what `handleSummary` gets (values in
 * `values`), or the machine-readable one (a list in `results`). `undefined` when it is none of them.
 */
export function readSummary(json: unknown): Measures | undefined {
  const metrics = metricsOf(json)
  if (!metrics) return undefined
  const duration =
    metrics.get('http_req_duration{expected_response:true}') ?? metrics.get('http_req_duration')
  const requests = metrics.get('http_reqs')
  const seconds = secondsOf(json)
  const rate =
    requests?.rate ?? (requests?.count !== undefined && seconds ? requests.count / seconds : undefined)
  const good = shareOf(metrics.get('checks')) ?? shareOf(metrics.get('checks_succeeded'))
  return measuresOf({
    ...percentiles(duration),
    'failed requests': mapped(shareOf(metrics.get('http_req_failed')), percent),
    'failed checks': mapped(good, (share) => percent(1 - share)),
    'requests per second': mapped(rate, perSecond),
    'dropped iterations': mapped(metrics.get('dropped_iterations')?.count, loss),
    ...Object.assign({}, ...[...metrics].map(([name, values]) => endpointPercentiles(name, values))),
  })
}

/** Sub-metrics of single requests: scripts have them where a threshold is about one name. */
function endpointPercentiles(name: string, values: Values) {
  const endpoint = /^http_req_duration\{name:([^,}]+)\}$/.exec(name)?.[1]
  return endpoint === undefined ? {} : percentiles(values, ` of ${endpoint.trim()}`)
}

const percentiles = (values: Values | undefined, suffix = ''): Record<string, Measure | undefined> => ({
  [`p50${suffix}`]: mapped(values?.med ?? values?.['p(50)'] ?? values?.p50, milliseconds),
  [`p95${suffix}`]: mapped(values?.['p(95)'] ?? values?.p95, milliseconds),
  [`p99${suffix}`]: mapped(values?.['p(99)'] ?? values?.p99, milliseconds),
})

function metricsOf(json: unknown): ReadonlyMap<string, Values> | undefined {
  if (!isRecord(json)) return undefined
  const results = isRecord(json.results) ? json.results : undefined
  const checks = isRecord(results?.checks) ? results.checks.metrics : undefined
  const listed = [results?.metrics, checks].flatMap((list) => (Array.isArray(list) ? list : []))
  if (listed.length > 0) return new Map(listed.map(({ name, values }) => [String(name), values as Values]))
  if (!isRecord(json.metrics) || !('http_reqs' in json.metrics || 'iterations' in json.metrics))
    return undefined
  return new Map(
    Object.entries(json.metrics).map(([name, metric]) => {
      const own = isRecord(metric) ? metric : {}
      return [name, (isRecord(own.values) ? own.values : own) as Values]
    }),
  )
}

/** The export calls it `value`, the others `rate`. */
const shareOf = (values: Values | undefined) => values?.rate ?? values?.value

function secondsOf(json: unknown): number | undefined {
  const config = isRecord(json) && isRecord(json.config) ? json.config : undefined
  return typeof config?.duration === 'number' ? config.duration : undefined
}

const mapped = <T>(value: number | undefined, make: (value: number) => T) =>
  value === undefined ? undefined : make(value)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
