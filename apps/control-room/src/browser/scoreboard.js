import { count } from './count.js'
import { html } from './html.js'
import { columnTitles, stepTitle } from './names.js'

/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */

/**
 * The answer without reading: how many carts each side has lost. Stays in view.
 * @param {{ columns: readonly ColumnView[] }} props
 */
export function Scoreboard({ columns }) {
  return html`<section class="scoreboard" aria-label="Carts lost">
    ${columns.map((column) => html`<${Score} key=${column.id} column=${column} />`)}
  </section>`
}

/** @param {{ column: ColumnView }} props */
function Score({ column }) {
  const { id, totals, promises } = column
  const broken = promises.filter(({ state }) => state === 'broken').length
  const kept = promises.filter(({ state }) => state === 'kept').length
  return html`<div class="score" data-column=${id} data-lost=${totals.cartsLost > 0}>
    <p class="score-name"><strong>${columnTitles[id]}</strong> ${stepTitle(column)}</p>
    <p class="score-lost"><span class="score-number" data-carts-lost=${id}>${totals.cartsLost}</span> ${totals.cartsLost === 1 ? 'cart' : 'carts'} lost<span class="score-of"> of ${totals.cartsChecked}</span></p>
    <p class="score-promises">
      <span class="dots" aria-hidden="true">${promises.map(({ id, state }) => html`<i key=${id} data-state=${state}></i>`)}</span>
      <span>${count(kept, 'promise')} kept, ${broken} broken</span>
    </p>
  </div>`
}
