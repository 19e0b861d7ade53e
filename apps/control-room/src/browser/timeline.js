import { html } from './html.js'
import { columnTitles } from './names.js'

/** @typedef {import('../snapshot.ts').RoomEvent} RoomEvent */

/**
 * What happened, newest first.
 * @param {{ events: readonly RoomEvent[] }} props
 */
export function Timeline({ events }) {
  return html`<section class="panel timeline" aria-labelledby="timeline-title">
    <h2 id="timeline-title">Timeline</h2>
    ${events.length === 0 && html`<p class="hint">Nothing has happened yet. Kill an instance.</p>`}
    <ol tabindex="0" aria-labelledby="timeline-title">
      ${[...events].reverse().map(
        ({ id, at, column, kind, text }) => html`<li key=${id} data-kind=${kind} data-column=${column}>
          <time>${new Date(at).toLocaleTimeString([], { hour12: false })}</time>
          <span class="who">${column ? columnTitles[column] : 'Room'}</span> ${text}
        </li>`,
      )}
    </ol>
  </section>`
}
