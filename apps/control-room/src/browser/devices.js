import { useState } from 'preact/hooks'
import { ActionButton } from './action-button.js'
import { html } from './html.js'
import { columnTitles } from './names.js'

/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */
/** @typedef {import('../snapshot.ts').DeviceView} DeviceView */

/**
 * A laptop and a phone of one shopper in each shop: the real pages, and what the shop last said to them.
 * @param {{ columns: readonly ColumnView[], isMarked: boolean }} props
 */
export function Devices({ columns, isMarked }) {
  // Four shops in four frames are a lot for a phone.
  const [isOpen, setOpen] = useState(() => innerWidth >= 1000)
  return html`<section class="panel devices" data-marked=${isMarked} aria-labelledby="devices-title">
    <h2 id="devices-title">One shopper, two devices</h2>
    <button type="button" class="button" aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>${isOpen ? 'Hide the shops' : 'Show the shops'}</button>
    <div class="device-columns">
      ${columns.map(
        (
          column,
        ) => html`<section key=${column.id} class="device-column" data-column=${column.id} aria-label=${`Devices, ${columnTitles[column.id]}`}>
          <h3>${columnTitles[column.id]}</h3>
          <div class="device-row">${column.devices.map((device) => html`<${Device} key=${device.name} column=${column} device=${device} isOpen=${isOpen} />`)}</div>
          <${ActionButton} path=${`/columns/${column.id}/sign-in`} label="New shopper" about=${columnTitles[column.id]} />
        </section>`,
      )}
    </div>
  </section>`
}

/** @param {{ column: ColumnView, device: DeviceView, isOpen: boolean }} props */
function Device({ column, device, isOpen }) {
  const { name, url, instance, revision } = device
  const page = `${url}/cart`
  return html`<figure class="device" data-device=${name}>
    <figcaption>
      <strong>${name === 'phone' ? 'Phone' : 'Laptop'}</strong>
      <span data-ok=${device.isSignedIn && (device.units ?? 0) > 0}>${wordsOf(device)}</span>
      <small>answered by ${instance ?? 'nobody yet'} · <a href=${page} target="_blank" rel="noreferrer">open</a></small>
    </figcaption>
    ${
      isOpen &&
      column.state !== 'starting' &&
      html`<div class="screen"><iframe key=${revision} src=${page} title=${`${name} of the shopper, ${columnTitles[column.id]}`} sandbox="allow-scripts allow-same-origin allow-forms allow-popups"></iframe></div>`
    }
  </figure>`
}

/** @param {DeviceView} device */
function wordsOf({ isSignedIn, units, note }) {
  if (units === undefined) return 'the shop does not say right now'
  if (!isSignedIn) return note || 'signed out'
  return units === 0 ? 'signed in, the cart is empty' : `signed in, ${units} in the cart`
}
