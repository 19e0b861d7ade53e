import { useEffect, useRef, useState } from 'preact/hooks'
import { act } from './api.js'
import { html } from './html.js'
import { tellProblem } from './problems.js'
import { tourStops } from './tour-stops.js'

/** @typedef {import('../snapshot.ts').Snapshot} Snapshot */

/**
 * Seven stops that follow the article's steps; each says what to look at and can do what it talks about.
 * @param {{ stop: number, snapshot: Snapshot, onMark: (section: string) => void, onStop: (stop: number) => void, onEnd: () => void }} props
 */
export function Tour({ stop, snapshot, onMark, onStop, onEnd }) {
  const title = useRef(/** @type {HTMLElement | null} */ (null))
  const [isBusy, setBusy] = useState(false)
  const current = tourStops[stop] ?? tourStops[0]
  useEffect(() => {
    onMark(current.section)
    title.current?.focus({ preventScroll: true })
    document
      .getElementById(current.section === 'columns' ? 'columns' : `${current.section}-title`)
      ?.scrollIntoView()
    return () => onMark('')
  }, [stop])
  const run = async () => {
    setBusy(true)
    const requests = current.act(snapshot).map(([path, body]) => act(path, body))
    await Promise.all(requests).catch(tellProblem)
    setBusy(false)
  }
  const onKeyDown = (/** @type {KeyboardEvent} */ { key }) => key === 'Escape' && onEnd()
  return html`<aside class="tour" aria-label="Guided tour" onKeyDown=${onKeyDown}>
    <p class="tour-place">Stop ${stop + 1} of ${tourStops.length} · ${current.step}</p>
    <h2 tabindex="-1" ref=${title}>${current.title}</h2>
    <p>${current.text}</p>
    <p class="tour-look"><strong>Look:</strong> ${current.look}</p>
    <div class="button-row">
      ${current.does && html`<button type="button" class="button danger" aria-disabled=${isBusy} data-busy=${isBusy} onClick=${() => isBusy || run()}>${current.does}</button>`}
      <button type="button" class="button" disabled=${stop === 0} onClick=${() => onStop(stop - 1)}>Back</button>
      ${
        stop + 1 < tourStops.length
          ? html`<button type="button" class="button main" onClick=${() => onStop(stop + 1)}>Next</button>`
          : html`<button type="button" class="button main" onClick=${onEnd}>Finish</button>`
      }
      <button type="button" class="button" onClick=${onEnd}>Close</button>
    </div>
  </aside>`
}
