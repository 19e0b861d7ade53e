import { type CompareJson, fleetsOf, fleetTitles, shortFleetTitles } from './compare.ts'
import { differenceInWords } from './fleet-differences.ts'
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
export function toMarkdown({ fleets, verdict, evidence, validity, differences = [] }: CompareJson): string {
  const ids = fleetsOf(fleets)
  const header = ['', ...ids.map((id) => fleetTitles[id])]
  const rows = allRows(fleets, evidence).map(({ label, cells }) => [label, ...cells.map(markedText)])
  const lines = [header, ['---', ...ids.map(() => '---:')], ...rows]
  const findings = validity?.findings.map(
    ({ what, measured, ok }) => `- ${what}: ${ok === null ? '○' : ok ? '✓' : '✗'} ${measured}`,
  )
  const valid = findings ? `\n${findings.join('\n')}\n` : ''
  const sizes = differences.map(
    ({ measure, against, isApart, p, ...times }) =>
      `- Stateless against ${shortFleetTitles[against]}, ${measure.slice(0, -2)}: ${differenceInWords(times)}; ranges ${isApart ? 'apart' : 'overlap'}, p = ${p.toFixed(3)}`,
  )
  const sized = sizes.length > 0 ? `\n${sizes.join('\n')}\n` : ''
  return `${verdict.text}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n${sized}${valid}`
}

export interface TerminalOptions {
  /** ANSI colours; off unless asked for, and never the only sign. */
  readonly colors?: boolean
}

/** The comparison as aligned text with the verdict below it. */
export function toTerminal(
  { fleets, verdict, evidence }: CompareJson,
  { colors = false }: TerminalOptions = {},
): string {
  const ids = fleetsOf(fleets)
  const header: Row = { label: '', cells: ids.map((id) => ({ text: fleetTitles[id] })) }
  const rows = [header, ...allRows(fleets, evidence)]
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

const allRows = (fleets: CompareJson['fleets'], evidence: CompareJson['evidence']) => [
  ...factRows(fleets),
  ...lossRows(fleets, evidence),
  ...cartsByDevicesRows(evidence).map((row) => ({ ...row, label: `Carts lost ${row.label}` })),
  ...latencyRows(fleets, evidence).map((row) => ({ ...row, label: `Latency ${row.label}` })),
]

const textOf = (cell: Cell | undefined) => (cell ? markedText(cell) : '')

function paint(cell: Cell, { width, colors }: { width: number; colors: boolean }) {
  const text = markedText(cell).padStart(width)
  return colors && cell.isGood !== undefined ? inColor(text, cell.isGood) : text
}

const inColor = (text: string, isGood: boolean) => `\u001b[${isGood ? 32 : 31}m${text}\u001b[39m`
