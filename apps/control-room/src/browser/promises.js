import { html } from './html.js'
import { columnTitles } from './names.js'

/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */

const promiseWords = { kept: 'kept', broken: 'broken', unknown: 'not seen yet' }
const readingWords = { fine: 'fine', bad: 'bad', unknown: 'not seen yet' }

/**
 * What the shop should promise, and whether it does right now; then what its shoppers live through.
 * @param {{ column: ColumnView, isMarked: boolean }} props
 */
export function PromiseList({ column, isMarked }) {
  const { id, promises, readings, losses } = column
  const newest = losses.at(-1)
  return html`<section class="promises" data-marked=${isMarked} id=${`${id}-promises`} aria-label=${`Promises, ${columnTitles[id]}`}>
    <h3>Promises</h3>
    <ul>
      ${promises.map(
        ({ id, title, state, detail }) =>
          html`<${Finding} key=${id} data-promise=${id} state=${state} words=${promiseWords[state]} title=${title} detail=${detail} />`,
      )}
    </ul>
    <h3>Its shoppers, right now</h3>
    <ul>
      ${readings.map(
        ({ id, title, state, detail }) =>
          html`<${Finding} key=${id} data-reading=${id} state=${state} words=${readingWords[state]} title=${title} detail=${detail} />`,
      )}
    </ul>
    ${newest && html`<p class="loss">${newest}</p>`}
  </section>`
}

/**
 * @param {{ state: string, words: string, title: string, detail: string } & Record<`data-${string}`, string>} props
 */
function Finding({ state, words, title, detail, ...marks }) {
  return html`<li data-state=${state} ...${marks}>
    <span class="promise-state">${words}</span>
    <span><strong>${title}</strong> <small>${detail}</small></span>
  </li>`
}
