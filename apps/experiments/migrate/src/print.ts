import type { MigrationReport } from './run-migration.ts'

/** The table at the end, for a terminal. */
export function toText({ steps, settings, continuity, verdict }: MigrationReport): string {
  const rows = steps.map(({ phase, direction, atSeconds, tookMs, detail }) => [
    `${atSeconds.toFixed(1)} s`,
    direction === 'back' ? `${phase} undone` : phase,
    `${tookMs} ms`,
    detail,
  ])
  const c = continuity
  const counts = [
    ['shoppers', c.shoppers],
    ['carts lost', `${c.cartsLost} of ${c.cartsChecked}`],
    ['carts mixed', c.cartsMixed],
    ['logins lost', c.loginsLost],
    ['profiles or pictures lost', c.picturesLost],
    ['orders placed', c.ordersPlaced],
    ['orders doubled', c.anomalyCounts['order-doubled']],
    ['orders lost', c.anomalyCounts['order-lost']],
    [
      `order numbers given twice${settings.instances > 1 ? ' (by instances that count alone)' : ''}`,
      c.anomalyCounts['order-number-shared'],
    ],
  ].map((row) => row.map(String))
  const examples = c.anomalies
    .filter(({ kind }) => settings.instances === 1 || kind !== 'order-number-shared')
    .slice(0, 5)
    .map(({ detail }) => `  ${detail}`)
  return [
    ...aligned([['at', 'phase', 'took', 'what'], ...rows]),
    '',
    ...aligned(counts),
    ...(examples.length > 0 ? ['', ...examples] : []),
    '',
    verdict.text,
  ].join('\n')
}

function aligned(rows: readonly (readonly string[])[]) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
