import { act } from './api.js'
import { html } from './html.js'
import { Range } from './range.js'
import { Switch } from './switch.js'

/** @typedef {import('../snapshot.ts').CrowdSettings} CrowdSettings */

/** @param {Partial<CrowdSettings>} change */
const set = (change) => act('/shoppers', change)

/**
 * Shoppers on and off, how many, how fast, on one device or on two.
 * @param {{ shoppers: CrowdSettings }} props
 */
export function Shoppers({ shoppers }) {
  const { isOn, count, perSecond, devices } = shoppers
  return html`<fieldset class="shoppers">
    <legend class="visually-hidden">Shoppers in each shop</legend>
    <${Switch} label="Shoppers" isOn=${isOn} onChoice=${(/** @type {boolean} */ wanted) => set({ isOn: wanted })} />
    <${Range} label="Number" value=${count} max=${40} onChoice=${(/** @type {number} */ wanted) => set({ count: wanted })} />
    <${Range} label="Requests/s" value=${perSecond} max=${80} onChoice=${(/** @type {number} */ wanted) => set({ perSecond: wanted })} />
    <${Switch} label="On two devices" isOn=${devices === 2} onChoice=${(/** @type {boolean} */ wanted) => set({ devices: wanted ? 2 : 1 })} />
  </fieldset>`
}
