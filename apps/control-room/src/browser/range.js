import { useEffect, useState } from 'preact/hooks'
import { html } from './html.js'
import { tellProblem } from './problems.js'

/**
 * A slider whose number is sent when it is let go. Until the room has taken it over, it shows what was chosen: the
 * snapshots that come meanwhile do not pull it back.
 * @param {{ label: string, value: number, max: number, onChoice: (value: number) => Promise<void> }} props
 */
export function Range({ label, value, max, onChoice }) {
  const [chosen, setChosen] = useState(/** @type {number | undefined} */ (undefined))
  const numberOf = (/** @type {Event} */ event) =>
    Number(/** @type {HTMLInputElement} */ (event.target).value)
  useEffect(() => setChosen(undefined), [value])
  const choose = (/** @type {Event} */ event) => {
    onChoice(numberOf(event)).catch((error) => {
      setChosen(undefined)
      tellProblem(error)
    })
  }
  return html`<label>${label} <input type="range" min="1" max=${max} value=${chosen ?? value}
    onInput=${(/** @type {Event} */ event) => setChosen(numberOf(event))} onChange=${choose} /> <output>${chosen ?? value}</output></label>`
}
