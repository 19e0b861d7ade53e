import { html } from './html.js'
import { columnTitles } from './names.js'

/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */

const words = { kept: 'kept', broken: 'broken', unknown: 'not seen yet' }

/**
 * What the shop should promise, and whether it does right now.
 * @param {{ column: ColumnView }} props
 */
export function PromiseList({ column }) {
  const { id, promises, losses } = column
  const newest = losses.at(-1)
  return html`<section class="promises" aria-label=${`Promises, ${columnTitles[id]}`}>
    <ul>
      ${promises.map(
        ({ id, title, state, detail }) => html`<li key=${id} data-state=${state} data-promise=${id}>
          <span class="promise-state">${words[state]}</span>
          <span><strong>${title}</strong> <small>${detail}</small></span>
        </li>`,
      )}
    </ul>
    ${newest && html`<p class="loss">${newest}</p>`}
  </section>`
}
