import { useState } from 'preact/hooks'
import { ActionButton } from './action-button.js'
import { act } from './api.js'
import { html } from './html.js'
import { Instances } from './instances.js'
import { columnTitles, stepTitle } from './names.js'
import { tellProblem } from './problems.js'
import { PromiseList } from './promises.js'

/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */

/**
 * One side of the room.
 * @param {{ column: ColumnView, mark: string }} props
 */
export function Column({ column, mark }) {
  const { id, state, message } = column
  return html`<section class="panel column" data-column=${id} data-marked=${mark === 'columns'} aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`}>${columnTitles[id]}: ${stepTitle(column)}</h2>
    ${state === 'starting' && html`<p class="note" role="status">${message ?? 'Its instances are being started …'}</p>`}
    ${
      state === 'failed' &&
      html`<div class="note bad" role="alert"><p>It does not run.</p><pre>${message}</pre>
        <${ActionButton} path=${`/columns/${id}/step`} body=${{ step: column.step }} label="Try again" /></div>`
    }
    <${Settings} column=${column} />
    <${Instances} column=${column} />
    <${PromiseList} column=${column} isMarked=${mark === 'promises'} />
  </section>`
}

/** @param {{ column: ColumnView }} props */
function Settings({ column }) {
  const { id, profile, steps, step } = column
  const balancer = `/columns/${id}/balancer`
  return html`<div class="settings">
    <${Choice} label="Version" value=${step} options=${steps.map((each) => [each.id, each.title])}
      onChoice=${(/** @type {string} */ wanted) => act(`/columns/${id}/step`, { step: wanted })} />
    <${Choice} label="Balancer" value=${profile.routing} options=${routings}
      onChoice=${(/** @type {string} */ routing) => act(balancer, { ...profile, routing })} />
    <${Choice} label="When a target fails" value=${profile.failureHandling} options=${failureHandlings}
      onChoice=${(/** @type {string} */ failureHandling) => act(balancer, { ...profile, failureHandling })} />
  </div>`
}

const routings = [
  ['round-robin', 'Round robin'],
  ['sticky', 'Sticky sessions'],
]
const failureHandlings = [
  ['resilient', 'Repeat elsewhere'],
  ['alb-like', 'As an ALB: no repeats'],
]

/**
 * @param {{ label: string, value: string, options: readonly (readonly string[])[], onChoice: (value: string) => Promise<void> }} props
 */
function Choice({ label, value, options, onChoice }) {
  const [chosen, setChosen] = useState(/** @type {string | undefined} */ (undefined))
  const choose = (/** @type {Event} */ event) => {
    const wanted = /** @type {HTMLSelectElement} */ (event.target).value
    setChosen(wanted)
    onChoice(wanted)
      .catch(tellProblem)
      .finally(() => setChosen(undefined))
  }
  return html`<label class="choice">${label}
    <select value=${chosen ?? value} disabled=${chosen !== undefined} onChange=${choose}>
      ${options.map(([option, title]) => html`<option key=${option} value=${option}>${title}</option>`)}
    </select>
  </label>`
}
