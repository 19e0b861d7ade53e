/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */
/** @typedef {import('../snapshot.ts').Point} Point */
/** @typedef {Exclude<keyof Point, 'at'>} Measure */

/**
 * The same measure of all columns on one axis of time, in seconds; `null` where a column has no value.
 * @param {readonly Pick<ColumnView, 'points'>[]} columns
 * @param {Measure} measure
 * @returns {[number[], ...(number | null)[][]]}
 */
export function chartData(columns, measure) {
  const times = [...new Set(columns.flatMap(({ points }) => points.map(({ at }) => at)))].sort(
    (a, b) => a - b,
  )
  const rows = columns.map(({ points }) => {
    const values = new Map(points.map((point) => [point.at, point[measure]]))
    return times.map((at) => values.get(at) ?? null)
  })
  return [times.map((at) => at / 1000), ...rows]
}
