import { type CompareJson, fleetsOf, fleetTitles, shortFleetTitles } from './compare.ts'
import { differenceInWords } from './fleet-differences.ts'
import { emulatorRows, routeRows } from './route-rows.ts'
import {
  type Cell,
  cartsByDevicesRows,
  factRows,
  latencyRows,
  lossRows,
  markedText,
  type Row,
} from './table.ts'

/** The comparison as a Markdown table with the verdict above it. */
export function toMarkdown(json: CompareJson): string {
  const { fleets, verdict, validity, differences = [], notComparable = [] } = json
  const ids = fleetsOf(fleets)
  const header = ['', ...ids.map((id) => fleetTitles[id])]
  const rows = allRows(json).map(({ label, cells }) => [label, ...cells.map(markedText)])
  const lines = [header, ['---', ...ids.map(() => '---:')], ...rows]
  const findings = validity?.findings.map(
    ({ what, measured, ok }) => `- ${what}: ${ok === null ? '○' : ok ? '✓' : '✗'} ${measured}`,
  )
  const valid = findings ? `\n${findings.join('\n')}\n` : ''
  const isJudged = validity?.ok !== false
  const sizes = differences.map(
    ({ endpoint, against, isApart, p, ...times }) =>
      `- p95 of ${endpoint}, stateless against ${shortFleetTitles[against]}: ${differenceInWords(times)}; ranges ${isApart ? 'apart' : 'overlap'}, p = ${p.toFixed(3)}${isJudged ? '' : '; not judged'}`,
  )
  const others = notComparable.map(
    ({ endpoint, against, because }) =>
      `- p95 of ${endpoint}, stateless against ${shortFleetTitles[against]}: not comparable, ${because}`,
  )
  const routes = routeRows(json)
  const routeLines = [header, ['---', ...ids.map(() => '---:')]].concat(
    routes.map(({ label, cells }) => [label, ...cells.map(markedText)]),
  )
  const byRoute =
    routes.length > 0
      ? `\np50 / p95 by route, in calm seconds and around a kill, of requests that did their work:\n\n${routeLines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
      : ''
  const lists = [...sizes, ...others]
  const sized = lists.length > 0 ? `\n${lists.join('\n')}\n` : ''
  return `${verdict.text}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n${byRoute}${sized}${valid}`
}

export interface TerminalOptions {
  /** ANSI colours; off unless asked for, and never the only sign. */
  readonly colors?: boolean
}

/** The comparison as aligned text with the verdict below it. */
export function toTerminal(json: CompareJson, { colors = false }: TerminalOptions = {}): string {
  const { fleets, verdict } = json
  const ids = fleetsOf(fleets)
  const header: Row = { label: '', cells: ids.map((id) => ({ text: fleetTitles[id] })) }
  const routes = routeRows(json)
  const routeHead: Row = {
    label: 'p50 / p95 by route, calm; at a kill',
    cells: ids.map(() => ({ text: '' })),
  }
  const blank: Row = { label: '', cells: ids.map(() => ({ text: '' })) }
  const rows = [header, ...allRows(json), ...(routes.length > 0 ? [blank, routeHead, ...routes] : [])]
  const labelWidth = Math.max(...rows.map(({ label }) => label.length))
  const widths = ids.map((_, column) => Math.max(...rows.map(({ cells }) => textOf(cells[column]).length)))
  const lines = rows.map(({ label, cells }) =>
    [
      label.padEnd(labelWidth),
      ...cells.map((cell, column) => paint(cell, { width: widths[column] ?? 0, colors })),
    ].join('  '),
  )
  const sign = markedText({ text: verdict.text, isGood: verdict.ok })
  return `${lines.join('\n')}\n\n${colors ? inColor(sign, verdict.ok) : sign}\n`
}

const allRows = (json: CompareJson) => [
  ...factRows(json),
  ...lossRows(json),
  ...cartsByDevicesRows(json.evidence).map((row) => ({ ...row, label: `Carts lost ${row.label}` })),
  ...latencyRows(json.fleets, json.evidence).map((row) => ({ ...row, label: `Latency ${row.label}` })),
  ...emulatorRows(json),
]

const textOf = (cell: Cell | undefined) => (cell ? markedText(cell) : '')

function paint(cell: Cell, { width, colors }: { width: number; colors: boolean }) {
  const text = markedText(cell).padStart(width)
  return colors && cell.isGood !== undefined ? inColor(text, cell.isGood) : text
}

const inColor = (text: string, isGood: boolean) => `\u001b[${isGood ? 32 : 31}m${text}\u001b[39m`
