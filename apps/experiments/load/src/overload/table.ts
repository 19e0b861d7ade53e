import type { Measured } from './measure.ts'

const percent = (share: number) => `${Math.round(share * 100)} %`

/** The rows as Markdown, for the docs and for a terminal. */
export function toTable(rows: readonly Measured[], { capacity }: { capacity: number }): string {
  const peak = Math.max(capacity, ...rows.map(({ goodPerSecond }) => goodPerSecond))
  const cells = rows.map((row) => [
    `${row.times}×`,
    row.offeredPerSecond.toFixed(0),
    row.goodPerSecond.toFixed(0),
    percent(row.goodPerSecond / peak),
    percent(row.checkoutGood),
    percent(row.browsingGood),
    `${row.p99Ms.toFixed(0)} ms`,
    `${row.readyzLost} of ${row.readyzAsked}`,
    row.toInstances.toFixed(2),
    row.recoverySeconds === undefined ? '> 30 s' : `${row.recoverySeconds.toFixed(1)} s`,
  ])
  const head = ['load', 'offered /s', 'in time /s', 'of peak', 'checkout in time', 'list in time']
  const titles = [...head, 'p99', '/readyz lost', 'requests to instances', 'recovery']
  const line = (columns: readonly string[]) => `| ${columns.join(' | ')} |`
  return [line(titles), line(titles.map(() => '---')), ...cells.map(line)].join('\n')
}
