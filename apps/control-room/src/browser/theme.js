import { useState } from 'preact/hooks'
import { html } from './html.js'

/** @typedef {'system' | 'light' | 'dark'} Theme */

/** @type {readonly (readonly [Theme, string])[]} */
const choices = [
  ['system', '◐ System'],
  ['light', '○ Light'],
  ['dark', '● Dark'],
]
const root = document.documentElement
const yearSeconds = 365 * 24 * 3600

/**
 * The colours that this browser has chosen, and how to choose others.
 * @returns {[Theme, (theme: Theme) => void]}
 */
export function useTheme() {
  const [theme, setTheme] = useState(/** @type {Theme} */ (root.dataset.theme ?? 'system'))
  return [theme, choose]

  /** @param {Theme} wanted */
  function choose(wanted) {
    if (wanted === 'system') delete root.dataset.theme
    else root.dataset.theme = wanted
    remember(wanted)
    setTheme(wanted)
  }
}

/**
 * In a cookie: the room listens on another port each time, cookies know no ports, and the page comes in its colours.
 * @param {Theme} theme
 */
function remember(theme) {
  const maxAge = theme === 'system' ? 0 : yearSeconds
  // biome-ignore lint/suspicious/noDocumentCookie: Safari and Firefox have had the Cookie Store API for a short time only
  document.cookie = `control-room-theme=${theme}; Path=/; Max-Age=${maxAge}; SameSite=Strict`
}

/** @param {{ theme: Theme, onTheme: (theme: Theme) => void }} props */
export function ThemeChoice({ theme, onTheme }) {
  const choose = (/** @type {Event} */ event) =>
    onTheme(/** @type {Theme} */ (/** @type {HTMLSelectElement} */ (event.target).value))
  return html`<select class="theme-choice" aria-label="Colours" value=${theme} onChange=${choose}>
    ${choices.map(([value, title]) => html`<option key=${value} value=${value}>${title}</option>`)}
  </select>`
}
