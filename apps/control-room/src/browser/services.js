import { useState } from 'preact/hooks'
import { ActionButton } from './action-button.js'
import { count } from './count.js'
import { html } from './html.js'

/** @typedef {import('../snapshot.ts').ServiceView} ServiceView */

/**
 * The backing services, each behind its fault proxy.
 * @param {{ services: readonly ServiceView[], isMarked: boolean }} props
 */
export function Services({ services, isMarked }) {
  const [delayMs, setDelay] = useState(100)
  const onInput = (/** @type {Event} */ event) =>
    setDelay(Number(/** @type {HTMLInputElement} */ (event.target).value))
  return html`<section class="panel services" data-marked=${isMarked} aria-labelledby="services-title">
    <h2 id="services-title">Backing services</h2>
    <p class="hint">Where a stateless shop keeps what must survive. The stateful one uses none of them.</p>
    <label class="delay">Slow means <input type="range" min="10" max="1000" step="10" value=${delayMs} onInput=${onInput} />
      <output>${delayMs} ms more for every answer</output></label>
    <ul class="tiles">
      ${services.map((service) => html`<${Service} key=${service.id} service=${service} delayMs=${delayMs} />`)}
    </ul>
  </section>`
}

/** @param {{ service: ServiceView, delayMs: number }} props */
function Service({ service, delayMs }) {
  const { id, title, holds, mode, connections, kilobytesPerSecond, canRestartEmpty, isRestarting } = service
  const fault = `/services/${id}/fault`
  const slow = { body: { mode: 'slow', delayMs }, label: `Slow by ${delayMs} ms` }
  return html`<li class="tile service" data-mode=${mode} data-service=${id}>
    <h3 class="tile-name">${title}<span class="state">${isRestarting ? 'restarting' : wordsOf(service)}</span></h3>
    <p class="hint">${holds}</p>
    <p class="hint">${count(connections, 'connection')}, ${kilobytesPerSecond} kB/s</p>
    <div class="button-row">
      <${ActionButton} ...${mode === 'stop' ? pass : stop} path=${fault} about=${title} />
      <${ActionButton} ...${mode === 'freeze' ? pass : freeze} path=${fault} about=${title} />
      <${ActionButton} ...${slow} path=${fault} about=${title} />
      ${mode === 'slow' && html`<${ActionButton} ...${pass} path=${fault} about=${title} />`}
      ${canRestartEmpty && html`<${ActionButton} key="empty" path=${`/services/${id}/restart-empty`} label="Restart empty" about=${title} kind="danger" />`}
    </div>
  </li>`
}

// What ends a fault stands where it was begun: the focus stays, and no button moves.
const pass = { body: { mode: 'pass' }, label: 'Let pass', kind: 'main' }
const stop = { body: { mode: 'stop' }, label: 'Stop', kind: 'danger' }
const freeze = { body: { mode: 'freeze' }, label: 'Freeze' }

/** @param {ServiceView} service */
const wordsOf = ({ mode, delayMs }) =>
  ({ pass: 'well', stop: 'stopped', freeze: 'frozen', slow: `${delayMs} ms slower` })[mode]
