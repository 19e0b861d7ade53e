import { operations } from './measure.ts'
import type { SessionsResult, Spread, StoreResult } from './result.ts'

/** The result as Markdown, readable in a terminal as well. */
export function toMarkdown(result: SessionsResult): string {
  const stores = Object.values(result.stores)
  return [
    '# Session stores, side by side',
    describeRun(result),
    '## Latency',
    'Milliseconds of one operation after the other, median of the rounds (lowest to highest). A touch is a look that starts the idle time anew.',
    tableOf(
      ['store', 'measured on', ...operations],
      stores,
      ({ label, measuredOn, operations: measured }) => [
        label,
        measuredOn,
        ...operations.map((operation) => spread(measured[operation].p50Ms, digits)),
      ],
    ),
    '## Throughput',
    'Operations a second, sixteen side by side.',
    tableOf(['store', ...operations], stores, ({ label, operations: measured }) => [
      label,
      ...operations.map((operation) => spread(measured[operation].perSecond, whole)),
    ]),
    ...ratioSection('latency', 'above 1 is slower', result),
    ...ratioSection('throughput', 'above 1 is faster', result),
    ...lossSection(stores),
    '## Cost of a million sessions',
    describePrices(result),
    costTable(result),
    '',
  ].join('\n\n')
}

function describeRun({ environment, doubts }: SessionsResult) {
  const { date, cpu, cores, node, rounds, cellMs } = environment
  const run = `${date}, ${cpu}, ${cores} cores, Node ${node}, ${rounds} rounds, ${cellMs} ms for each figure. Client and stores share the machine; compare within this run only.`
  return [run, ...doubts.map((doubt) => `**Do not rely on this run: ${doubt}.**`)].join('\n')
}

function ratioSection(figure: 'latency' | 'throughput', meaning: string, { stores, base }: SessionsResult) {
  const others = Object.values(stores).filter((store) => store !== stores[base])
  if (others.length === 0) return []
  return [
    `## ${figure === 'latency' ? 'Latency' : 'Throughput'} ÷ that of ${stores[base]?.label}`,
    `Each round by itself, then the median (lowest to highest); ${meaning}.`,
    tableOf(['store', ...operations], others, ({ label, ratios }) => [
      label,
      ...operations.map((operation) => spread(ratios[operation][figure], (value) => value.toFixed(2))),
    ]),
  ]
}

function lossSection(stores: readonly StoreResult[]) {
  const killed = stores.filter(({ loss }) => loss)
  if (killed.length === 0) return []
  return [
    '## Lost by a kill',
    'SIGKILL while eight writers were at it, then a restart: sessions that had been acknowledged and are gone.',
    tableOf(['store', 'lost', 'what it says'], killed, ({ label, loss }) => [
      label,
      `${loss?.lost} of ${loss?.acknowledged}`,
      loss?.means ?? '',
    ]),
  ]
}

function describePrices({ prices: { asOf, region, warning, workload } }: SessionsResult) {
  const { sessionBytes, storedHours, looks, touches, sets, destroys } = workload
  return `Prices of ${asOf}, ${region}. ${warning} A session: ${sessionBytes} bytes, stored ${storedHours} h, ${sets} set, ${looks} looks, ${touches} touches that are written, ${destroys} logouts. Edit apps/experiments/bench/src/sessions/prices.json.`
}

function costTable({ costs, prices }: SessionsResult) {
  const volumes = [...new Set(costs.map(({ sessionsPerMonth }) => sessionsPerMonth))]
  const labels = [...new Set(costs.map(({ label }) => label))]
  const head = ['paid as', ...volumes.map((volume) => `at ${volume / 1e6} million a month`)]
  return tableOf(head, labels, (label) => [
    label,
    ...volumes.map((volume) => {
      const cost = costs.find((each) => each.label === label && each.sessionsPerMonth === volume)
      return `${cost?.perMillionSessions.toFixed(2)} ${prices.currency}`
    }),
  ])
}

function tableOf<T>(head: readonly string[], rows: readonly T[], cells: (row: T) => readonly string[]) {
  const lines = [head, head.map(() => '---'), ...rows.map(cells)]
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}

const digits = (value: number) => value.toFixed(value < 1 ? 3 : 2)
const whole = (value: number) => Math.round(value).toString()
const spread = ({ value, min, max }: Spread, format: (value: number) => string) =>
  `${format(value)} (${format(min)} to ${format(max)})`
