import { Chart } from './chart.js'
import { html } from './html.js'
import { columnTitles } from './names.js'

/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */
/** @typedef {import('../snapshot.ts').RoomEvent} RoomEvent */
/** @typedef {import('./chart-data.js').Measure} Measure */

/** @type {readonly (readonly [Measure, string, string])[]} measure, title, unit */
const charts = [
  ['cartsLost', 'Carts lost', ''],
  ['requests', 'Requests/s', ''],
  ['errors', 'Errors/s', ''],
  ['latency', 'Latency, 95 %', ' ms'],
  ['retries', 'Retries/s', ''],
]

/**
 * Both columns over the last two minutes, with a line at every action.
 * @param {{ columns: readonly ColumnView[], events: readonly RoomEvent[], isMarked: boolean }} props
 */
export function Charts({ columns, events, isMarked }) {
  const actions = events.filter(({ kind }) => kind === 'action')
  return html`<section class="panel charts" data-marked=${isMarked} aria-labelledby="charts-title">
    <h2 id="charts-title">The last two minutes ${columns.map(({ id }) => html` <span key=${id} class="key" data-column=${id}>${columnTitles[id]}</span>`)} <span class="key moment">an action</span></h2>
    <div class="chart-row">
      ${charts.map(([measure, title, unit]) => {
        const values = columns.map(
          (column) => `${columnTitles[column.id]} ${newestOf(column, measure)}${unit}`,
        )
        return html`<figure key=${measure} class="chart">
          <figcaption>${title}${columns.map(
            (column) =>
              html` <span class="key" data-column=${column.id}>${newestOf(column, measure)}${unit}</span>`,
          )}</figcaption>
          <div role="img" aria-label=${`${title}: ${values.join(', ')}`}>
            <${Chart} columns=${columns} measure=${measure} actions=${actions} />
          </div>
        </figure>`
      })}
    </div>
  </section>`
}

/**
 * @param {ColumnView} column
 * @param {Measure} measure
 */
const newestOf = ({ points }, measure) => points.at(-1)?.[measure] ?? '–'
