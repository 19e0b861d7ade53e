/** The end of a run in a few lines. Nothing of k6 is in here, so it is tested like any other text. */

/** The part of what k6 hands to `handleSummary` that is read here. */
export interface SummaryData {
  readonly metrics: Readonly<
    Record<
      string,
      {
        readonly values: Readonly<Record<string, number>>
        readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>
      }
    >
  >
}

export function summaryText({ metrics }: SummaryData): string {
  const value = (name: string, field: string) => metrics[name]?.values[field] ?? 0
  const crossed = Object.entries(metrics).flatMap(([name, { thresholds = {} }]) =>
    Object.entries(thresholds).flatMap(([claim, { ok }]) => (ok ? [] : [`  ✗ ${name}: ${claim}`])),
  )
  const lines = [
    `${value('http_reqs', 'count')} requests, ${percent(value('http_req_failed', 'rate'))} failed; p95 ${value('http_req_duration', 'p(95)').toFixed(1)} ms`,
    ...(metrics.carts_seen ? [lossLine(value)] : []),
    ...slowest(metrics),
    ...(crossed.length === 0 ? ['✓ every threshold holds'] : ['Crossed:', ...crossed]),
  ]
  return `\n${lines.join('\n')}\n\n`
}

function lossLine(value: (name: string, field: string) => number) {
  const [seen, lost, logins] = ['carts_seen', 'carts_lost', 'logins_lost'].map((name) => value(name, 'count'))
  if (seen === 0) return '– nobody saw a cart'
  return `${lost === 0 ? '✓' : '✗'} carts lost: ${lost} of ${seen}; accounts that were gone at a login: ${logins}`
}

/** Routes and scenarios that a threshold names: k6 keeps figures of no others. */
function slowest(metrics: SummaryData['metrics']): readonly string[] {
  return Object.entries(metrics).flatMap(([name, { values }]) => {
    const part = /^http_req_duration\{(?:name|scenario):(.+)\}$/.exec(name)?.[1]
    return part ? [`  p95 ${(values['p(95)'] ?? 0).toFixed(1).padStart(8)} ms  ${part}`] : []
  })
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`
