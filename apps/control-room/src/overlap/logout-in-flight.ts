import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { cookieHeader, type Device } from '../shoppers/device.ts'
import { askProfile } from './ask-profile.ts'

interface LogoutOptions {
  readonly url: string
  readonly cookies: Map<string, string>
  readonly device: Device
}

const wanted = Buffer.from(JSON.stringify({ productId: 'copper-kettle', quantity: 1 }))
/** The head of the request has reached an instance by then, on a busy machine too. */
const underWayMs = 600

/**
 * Begins to put something in the cart, logs out, and lets the first request end. Resolves to how the profile is answered
 * to the old cookie afterwards: 401, unless the request has written the session back. `undefined` when the shop gave no
 * answer.
 */
export async function logOutDuringAdd({ url, cookies, device }: LogoutOptions) {
  const csrfToken = await csrfTokenOf(url, cookies)
  const stolen = new Map(cookies)
  const adding = addSlowly({ url, cookies: stolen, csrfToken })
  await sleep(underWayMs)
  const { status: loggedOut } = await device.send('DELETE', '/api/session')
  adding.finish()
  const added = await adding.status
  if (loggedOut !== 204 || added === 0) return undefined
  const { status } = await askProfile(url, stolen)
  return status === 0 ? undefined : status
}

async function csrfTokenOf(url: string, cookies: ReadonlyMap<string, string>) {
  const headers = { cookie: cookieHeader(cookies) }
  const response = await fetch(`${url}/api/session`, { headers, signal: AbortSignal.timeout(8000) })
  return ((await response.json()) as { csrfToken?: string }).csrfToken ?? ''
}

interface AddOptions {
  readonly url: string
  readonly cookies: ReadonlyMap<string, string>
  readonly csrfToken: string
}

/** Sends the beginning at once and the rest when it is told to. `status` is 0 when there was no answer. */
function addSlowly({ url, cookies, csrfToken }: AddOptions) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const ignore = () => {} // the answer says what became of it
  writer.write(wanted.subarray(0, 9)).catch(ignore)
  const request: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: {
      cookie: cookieHeader(cookies),
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      'x-csrf-token': csrfToken,
    },
    body: readable,
    duplex: 'half',
    signal: AbortSignal.timeout(8000),
  }
  const status = fetch(`${url}/api/cart/lines`, request).then(
    (response) => response.status,
    () => 0,
  )
  return { status, finish }

  function finish() {
    writer.write(wanted.subarray(9)).catch(ignore)
    writer.close().catch(ignore)
  }
}
