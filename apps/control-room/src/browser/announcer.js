import { useEffect, useRef, useState } from 'preact/hooks'
import { html } from './html.js'
import { columnTitles } from './names.js'

/** @typedef {import('../snapshot.ts').RoomEvent} RoomEvent */

/**
 * Says to screen readers what the timeline says, what is new only.
 * @param {{ events: readonly RoomEvent[] }} props
 */
export function Announcer({ events }) {
  const [words, setWords] = useState('')
  const said = useRef(events.at(-1)?.id ?? 0)
  const newest = events.at(-1)?.id ?? 0
  useEffect(() => {
    const fresh = events.filter(({ id }) => id > said.current)
    said.current = newest
    if (fresh.length > 0) setWords(fresh.map(sentence).join(' '))
  }, [newest])
  return html`<p class="visually-hidden" role="status" aria-live="polite">${words}</p>`
}

/** @param {RoomEvent} event */
const sentence = ({ column, text }) => `${column ? `${columnTitles[column]}: ` : ''}${text}.`
