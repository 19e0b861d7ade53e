import { act } from './api.js'
import { html } from './html.js'
import { tellProblem } from './problems.js'

/** @typedef {import('../snapshot.ts').CrowdSettings} CrowdSettings */

/**
 * Shoppers on and off, how many, how fast, on one device or on two.
 * @param {{ shoppers: CrowdSettings }} props
 */
export function Shoppers({ shoppers }) {
  const set = (/** @type {Partial<CrowdSettings>} */ change) =>
    act('/shoppers', { ...shoppers, ...change }).catch(tellProblem)
  const number = (/** @type {Event} */ event) => Number(/** @type {HTMLInputElement} */ (event.target).value)
  const isChecked = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).checked
  return html`<fieldset class="shoppers">
    <legend class="visually-hidden">Shoppers in each shop</legend>
    <label class="switch"><input type="checkbox" role="switch" checked=${shoppers.isOn}
      onChange=${(/** @type {Event} */ event) => set({ isOn: isChecked(event) })} /> Shoppers</label>
    <label>Number <input type="range" min="1" max="40" value=${shoppers.count}
      onChange=${(/** @type {Event} */ event) => set({ count: number(event) })} /> <output>${shoppers.count}</output></label>
    <label>Requests/s <input type="range" min="1" max="80" value=${shoppers.perSecond}
      onChange=${(/** @type {Event} */ event) => set({ perSecond: number(event) })} /> <output>${shoppers.perSecond}</output></label>
    <label class="switch"><input type="checkbox" role="switch" checked=${shoppers.devices === 2}
      onChange=${(/** @type {Event} */ event) => set({ devices: isChecked(event) ? 2 : 1 })} /> On two devices</label>
  </fieldset>`
}
