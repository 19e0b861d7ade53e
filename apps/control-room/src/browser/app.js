import { useRef, useState } from 'preact/hooks'
import { ActionButton } from './action-button.js'
import { Announcer } from './announcer.js'
import { Charts } from './charts.js'
import { Column } from './column.js'
import { Devices } from './devices.js'
import { html } from './html.js'
import { useLive } from './live.js'
import { Problems } from './problems.js'
import { Scoreboard } from './scoreboard.js'
import { Services } from './services.js'
import { Shoppers } from './shoppers.js'
import { ThemeChoice, useTheme } from './theme.js'
import { Timeline } from './timeline.js'
import { Tour } from './tour.js'

export function App() {
  const { snapshot, isConnected } = useLive()
  const [stop, setStop] = useState(/** @type {number | undefined} */ (undefined))
  const [mark, setMark] = useState('')
  const [theme, setTheme] = useTheme()
  const tourButton = useRef(/** @type {HTMLButtonElement | null} */ (null))
  if (!snapshot) return html`<p class="loading">The control room is being opened …</p>`
  const { columns, services, events, shoppers } = snapshot
  const endTour = () => {
    setStop(undefined)
    tourButton.current?.focus()
  }
  return html`<div class="room" data-touring=${stop !== undefined}><a class="skip-link" href="#columns">Skip to the instances</a>
    <header class="top">
      <h1>Control room</h1>
      <${Shoppers} shoppers=${shoppers} />
      <div class="button-row">
        <${ThemeChoice} theme=${theme} onTheme=${setTheme} />
        <button type="button" class="button main" ref=${tourButton} aria-expanded=${stop !== undefined} onClick=${() => setStop(stop === undefined ? 0 : undefined)}>Guided tour</button>
        <${ActionButton} path="/reset" label="Reset everything" />
      </div>
    </header>
    ${!isConnected && html`<p class="disconnected" role="alert">The control room does not answer. Start it again with <code>pnpm control-room</code>; this page then goes on by itself, or after a reload.</p>`}
    <${Problems} />
    <${Announcer} events=${events} />
    <${Scoreboard} columns=${columns} />
    <main>
      <div class="columns" id="columns">
        ${columns.map((column) => html`<${Column} key=${column.id} column=${column} mark=${mark} />`)}
      </div>
      <${Charts} key=${theme} columns=${columns} events=${events} isMarked=${mark === 'charts'} />
      <${Devices} columns=${columns} isMarked=${mark === 'devices'} />
      <${Services} services=${services} isMarked=${mark === 'services'} />
      <${Timeline} events=${events} />
    </main>
    </div>
    ${stop !== undefined && html`<${Tour} stop=${stop} onMark=${setMark} onStop=${setStop} onEnd=${endTour} />`}`
}
