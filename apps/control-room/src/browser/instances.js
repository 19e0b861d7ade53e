import { ActionButton } from './action-button.js'
import { count } from './count.js'
import { html } from './html.js'
import { columnTitles } from './names.js'

/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */
/** @typedef {import('../snapshot.ts').InstanceView} InstanceView */

/**
 * The instances of a column, with what can be done to them.
 * @param {{ column: ColumnView }} props
 */
export function Instances({ column }) {
  const { id, instances, state } = column
  const isStill = state !== 'running'
  return html`<section class="instances" aria-label=${`Instances, ${columnTitles[id]}`}>
    <p class="hint">Sessions and carts: those in the memory of that instance, and nowhere else.</p>
    <ul class="tiles">
      ${instances.map((instance) => html`<${Instance} key=${instance.id} column=${id} instance=${instance} />`)}
    </ul>
    <div class="button-row">
      <${ActionButton} path=${`/columns/${id}/add`} label="Add instance" about=${columnTitles[id]} disabled=${isStill} />
      <${ActionButton} path=${`/columns/${id}/remove`} label="Remove instance" about=${columnTitles[id]} disabled=${isStill} />
      <${ActionButton} path=${`/columns/${id}/rolling-restart`} label="Rolling restart" about=${columnTitles[id]} disabled=${isStill} />
    </div>
  </section>`
}

/** @param {{ column: ColumnView['id'], instance: InstanceView }} props */
function Instance({ column, instance }) {
  const { id, state, isAlive, isHealthy } = instance
  return html`<li class="tile instance" data-state=${state} data-instance=${id}>
    <h3 class="tile-name">${id}<span class="state">${wordsOf(instance)}</span></h3>
    ${isAlive ? html`<${Facts} instance=${instance} />` : html`<p class="gone">${goneWords(instance)}</p>`}
    <p class="visually-hidden">${isHealthy ? 'The balancer sends requests to it.' : 'It gets no requests.'}</p>
    <div class="button-row">${buttonsFor(instance).map(
      // By place, so that the focus stays where it was when one button takes the place of another.
      ([action, label, kind], place) =>
        html`<${ActionButton} key=${place} path=${`/columns/${column}/instances/${id}/${action}`} label=${label} about=${`${id}, ${columnTitles[column]}`} kind=${kind} />`,
    )}</div>
  </li>`
}

/** @param {InstanceView} instance */
function goneWords({ sessionsHeld, cartsHeld }) {
  if (sessionsHeld === undefined || cartsHeld === undefined) return 'Gone, with everything in its memory.'
  if (sessionsHeld + cartsHeld === 0) return 'Gone. It held no session and no cart.'
  return `Gone, with ${count(sessionsHeld, 'session')} and ${count(cartsHeld, 'cart')}.`
}

/** @param {{ instance: InstanceView }} props */
function Facts({ instance }) {
  const { requestsPerSecond, memoryMegabytes, sessionsHeld, cartsHeld } = instance
  const held = (sessionsHeld ?? 0) + (cartsHeld ?? 0)
  return html`<dl class="facts">
    <div><dt>Requests/s</dt><dd>${requestsPerSecond}</dd></div>
    <div><dt>Memory</dt><dd>${memoryMegabytes === undefined ? '?' : `${memoryMegabytes} MB`}</dd></div>
    <div data-held=${held > 0}><dt>Sessions</dt><dd>${sessionsHeld ?? '?'}</dd></div>
    <div data-held=${held > 0}><dt>Carts</dt><dd>${cartsHeld ?? '?'}</dd></div>
  </dl>`
}

/** @param {InstanceView} instance */
function wordsOf({ state, isHealthy }) {
  if (state === 'ready') return isHealthy ? 'ready' : 'alive, not ready'
  return state
}

/**
 * Action, label and kind.
 * @param {InstanceView} instance
 * @returns {readonly (readonly [string, string, string])[]}
 */
function buttonsFor({ state, isAlive }) {
  if (!isAlive) return [['restart', 'Start another', 'main']]
  if (state === 'draining') return [['kill', 'Kill', 'danger']]
  return [
    ['kill', 'Kill', 'danger'],
    state === 'frozen' ? ['thaw', 'Thaw', 'main'] : ['freeze', 'Freeze', ''],
    ['drain', 'Drain', ''],
    ['restart', 'Restart', ''],
  ]
}
