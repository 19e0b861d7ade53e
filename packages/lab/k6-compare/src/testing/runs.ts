/** Runs as k6 2.2 writes them, in a folder of their own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

export interface Run {
  readonly p95?: number
  readonly requests?: number
  readonly failed?: number
  readonly dropped?: number
  /** Whether the threshold p(95)<500 was crossed. */
  readonly isCrossed?: boolean
  /** Further metrics, as `handleSummary` gets them. */
  readonly metrics?: Readonly<Record<string, object>>
}

const defaults = { p95: 100, requests: 1200, failed: 0, dropped: 0, isCrossed: false, metrics: {} }

export type Shape = 'export' | 'handleSummary' | 'machine' | 'points' | 'csv'
export const shapes: readonly Shape[] = ['export', 'handleSummary', 'machine', 'points', 'csv']

export function written(shape: Shape, run: Run = {}): string {
  const { p95, requests, failed, dropped, isCrossed, metrics } = { ...defaults, ...run }
  const times = { med: p95 / 2, 'p(95)': p95 }
  const lost = dropped > 0 ? { dropped_iterations: { count: dropped } } : {}
  const rates = { passes: failed, fails: requests - failed }
  switch (shape) {
    case 'export':
      return JSON.stringify({
        root_group: { checks: {} },
        metrics: {
          http_reqs: { count: requests, rate: requests / 60 },
          iterations: { count: requests, rate: requests / 60 },
          http_req_failed: { ...rates, value: failed / requests },
          http_req_duration: { ...times, thresholds: { 'p(95)<500': isCrossed } },
          'http_req_duration{name:GET /a}': times,
          ...lost,
        },
      })
    case 'handleSummary':
      return JSON.stringify({
        state: { testRunDurationMs: 60_000 },
        metrics: {
          http_reqs: {
            type: 'counter',
            contains: 'default',
            values: { count: requests, rate: requests / 60 },
          },
          iterations: { type: 'counter', contains: 'default', values: { count: requests } },
          http_req_failed: { type: 'rate', values: { ...rates, rate: failed / requests } },
          http_req_duration: {
            type: 'trend',
            contains: 'time',
            values: times,
            thresholds: { 'p(95)<500': { ok: !isCrossed } },
          },
          'http_req_duration{name:GET /a}': { type: 'trend', contains: 'time', values: times },
          ...(dropped > 0 && { dropped_iterations: { type: 'counter', values: { count: dropped } } }),
          ...metrics,
        },
      })
    case 'machine':
      return JSON.stringify({
        config: { duration: 60 },
        metadata: { k6_version: '2.2.0' },
        results: {
          metrics: [
            { name: 'http_reqs', type: 'counter', values: { count: requests } },
            { name: 'iterations', type: 'counter', values: { count: requests } },
            { name: 'http_req_failed', type: 'rate', values: { rate: failed / requests, total: requests } },
            { name: 'http_req_duration', type: 'trend', values: { med: p95 / 2, p95 } },
            { name: 'http_req_duration{name:GET /a}', type: 'trend', values: { med: p95 / 2, p95 } },
            ...(dropped > 0
              ? [{ name: 'dropped_iterations', type: 'counter', values: { count: dropped } }]
              : []),
          ],
        },
      })
    case 'points':
      return pointsOf({ p95, requests, failed, dropped })
        .map(({ metric, value, tags, at }) =>
          JSON.stringify({ metric, type: 'Point', data: { time: new Date(at).toISOString(), value, tags } }),
        )
        .join('\n')
    case 'csv':
      return [
        'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,scenario,status,extra_tags,metadata',
        ...pointsOf({ p95, requests, failed, dropped }).map(
          ({ metric, value, tags, at }) =>
            `${metric},${Math.floor(at / 1000)},${value},,,,${tags.expected_response},,GET,"${tags.name}",default,${tags.status},,`,
        ),
      ].join('\n')
  }
}

/** One in twenty takes as long as the p95, the others half of it. */
function pointsOf({
  p95,
  requests,
  failed,
  dropped,
}: Required<Pick<Run, 'p95' | 'requests' | 'failed' | 'dropped'>>) {
  const start = 1_795_500_000_000
  const points = Array.from({ length: requests }, (_, index) => {
    const isGood = index >= failed
    const tags = {
      name: 'GET /a',
      method: 'GET',
      scenario: 'default',
      status: isGood ? '200' : '500',
      expected_response: String(isGood),
    }
    const at = start + (index * 60_000) / requests
    const point = (metric: string, value: number) => ({ metric, value, tags, at })
    return [
      point('http_reqs', 1),
      point('http_req_duration', index % 20 < 2 ? p95 : p95 / 2),
      point('http_req_failed', isGood ? 0 : 1),
      point('iterations', 1),
    ]
  }).flat()
  const [first] = points
  return first && dropped > 0
    ? [...points, { ...first, metric: 'dropped_iterations', value: dropped }]
    : points
}

export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'k6-compare-'))
  return { path, write, writeAll, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }

  async function write(name: string, text: string) {
    const file = join(path, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, name.endsWith('.gz') ? gzipSync(text) : text)
    return file
  }

  /** A folder of repeats. */
  async function writeAll(name: string, runs: readonly Run[], shape: Shape = 'handleSummary') {
    for (const [index, run] of runs.entries())
      await write(`${name}/repeat-${index + 1}.json`, written(shape, run))
    return join(path, name)
  }
}
