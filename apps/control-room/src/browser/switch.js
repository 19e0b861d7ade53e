import { useEffect, useState } from 'preact/hooks'
import { html } from './html.js'
import { tellProblem } from './problems.js'

/**
 * A switch that shows what was chosen until the room has taken it over.
 * @param {{ label: string, isOn: boolean, onChoice: (isOn: boolean) => Promise<void> }} props
 */
export function Switch({ label, isOn, onChoice }) {
  const [chosen, setChosen] = useState(/** @type {boolean | undefined} */ (undefined))
  useEffect(() => setChosen(undefined), [isOn])
  const choose = (/** @type {Event} */ event) => {
    const wanted = /** @type {HTMLInputElement} */ (event.target).checked
    setChosen(wanted)
    onChoice(wanted).catch((error) => {
      setChosen(undefined)
      tellProblem(error)
    })
  }
  return html`<label class="switch"><input type="checkbox" role="switch" checked=${chosen ?? isOn} onChange=${choose} /> ${label}</label>`
}
