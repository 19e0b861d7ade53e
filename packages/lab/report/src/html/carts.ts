import { type CompareJson, type FleetId, type FleetResult, fleetEntries, fleetTitles } from '../compare.ts'
import { type Html, html } from './escape.ts'

/** Lost and kept carts of every fleet as bars; the words beside them say the same. */
export const cartBars = ({ fleets }: CompareJson): Html =>
  html`<div class="carts">${fleetEntries(fleets).map(([id, fleet]) => cartBar(id, fleet))}</div>`

function cartBar(id: FleetId, { cartsLost, cartsChecked }: FleetResult) {
  const percentLost = cartsChecked === 0 ? 0 : (cartsLost / cartsChecked) * 100
  const percentKept = cartsChecked === 0 ? 0 : 100 - percentLost
  const words = cartsChecked === 0 ? 'no cart checked' : `${cartsLost} of ${cartsChecked} carts lost`
  return html`<div><div>${fleetTitles[id]}: <strong>${words}</strong></div>
<div class="stack" aria-hidden="true"><span class="lost" style="width:${percentLost.toFixed(1)}%"></span><span class="kept" style="width:${percentKept.toFixed(1)}%"></span></div></div>
`
}
