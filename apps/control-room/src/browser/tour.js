import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { act, readSnapshot } from './api.js'
import { html } from './html.js'
import { tellProblem } from './problems.js'
import { tourStops } from './tour-stops.js'
import { createTourWork } from './tour-work.js'

/** @typedef {import('./tour-stops.js').TourStop} TourStop */
/** @typedef {import('./tour-work.js').WorkState} WorkState */

/**
 * The stops follow the article's steps; each says what to look at and can do what it talks about. Who leaves a stop
 * finds everything as it was before it.
 * @param {{ stop: number, onMark: (section: string) => void, onStop: (stop: number) => void, onEnd: () => void }} props
 */
export function Tour({ stop, onMark, onStop, onEnd }) {
  const title = useRef(/** @type {HTMLElement | null} */ (null))
  const work = useTourWork()
  const current = tourStops[stop] ?? tourStops[0]
  const isLast = stop + 1 === tourStops.length
  useEffect(() => {
    onMark(current.section ?? '')
    title.current?.focus({ preventScroll: true })
    document.getElementById(targetOf(current))?.scrollIntoView()
    return () => onMark('')
  }, [stop])
  // However the tour ends: by its button, by Escape, or by the button that opened it.
  useEffect(() => () => void work.putAllBack(), [])
  const leaveFor = (/** @type {number} */ next) => {
    work.putBack(stop)
    onStop(next)
  }
  const run = () =>
    work.run(stop, async () => {
      const now = await readSnapshot()
      return { does: current.act?.(now) ?? [], undo: current.undo?.(now) ?? [] }
    })
  const onKeyDown = (/** @type {KeyboardEvent} */ { key }) => key === 'Escape' && onEnd()
  return html`<aside class="tour" aria-label="Guided tour" onKeyDown=${onKeyDown}>
    <p class="tour-place">Stop ${stop + 1} of ${tourStops.length} · ${current.step}</p>
    <h2 tabindex="-1" ref=${title}>${current.title}</h2>
    <p>${current.text}</p>
    ${current.look && html`<p class="tour-look"><strong>Look:</strong> ${current.look}</p>`}
    ${current.next && html`<${Next} next=${current.next} />`}
    ${current.does && html`<${Work} stop=${current} state=${work.stateOf(stop)} onRun=${run} onPutBack=${() => work.putBack(stop)} />`}
    <div class="button-row">
      <button type="button" class="button" disabled=${stop === 0} onClick=${() => leaveFor(stop - 1)}>Back</button>
      ${!isLast && html`<button type="button" class="button main" onClick=${() => leaveFor(stop + 1)}>Next</button>`}
      <button type="button" class=${`button ${isLast ? 'main' : ''}`} onClick=${onEnd}>${isLast ? 'Finish' : 'Close'}</button>
    </div>
  </aside>`
}

/** What the tour did, kept as long as it is open. */
function useTourWork() {
  const [, redraw] = useState(0)
  return useMemo(
    () =>
      createTourWork({
        act,
        onProblem: tellProblem,
        onChange: () => redraw((/** @type {number} */ n) => n + 1),
      }),
    [],
  )
}

/**
 * One button: it does what the stop talks about, then it puts it back. The focus stays on it.
 * @param {{ stop: TourStop, state: WorkState, onRun: () => void, onPutBack: () => void }} props
 */
function Work({ stop, state, onRun, onPutBack }) {
  const isBusy = state === 'busy' || state === 'undoing'
  const isDone = state === 'done' || state === 'undoing'
  const label = isDone ? stop.undoes : stop.does
  return html`<div class="button-row">
    <button type="button" class=${`button ${isDone ? '' : 'danger'}`} aria-disabled=${isBusy} data-busy=${isBusy} onClick=${() => isBusy || (isDone ? onPutBack() : onRun())}>${label}</button>
    ${isBusy && html`<span class="hint" role="status">${state === 'busy' ? 'Under way …' : 'Being put back …'}</span>`}
  </div>`
}

/** @param {{ next: NonNullable<TourStop['next']> }} props */
function Next({ next }) {
  return html`<dl class="tour-next">
    ${next.map(([command, why]) => html`<div key=${command}><dt><code>npx -y pnpm@12.21.0 ${command}</code></dt><dd>${why}</dd></div>`)}
  </dl>`
}

/** @param {TourStop} stop */
function targetOf({ section }) {
  if (section === 'columns') return 'columns'
  return section === 'promises' ? 'after-promises' : `${section}-title`
}
