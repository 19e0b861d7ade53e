const token = document.querySelector('meta[name="control-token"]')?.getAttribute('content') ?? ''

/**
 * Does something in the room; resolves when it is done. Throws an Error with the server's words.
 * @param {string} path without "/api"
 * @param {unknown} [body]
 */
export async function act(path, body) {
  const response = await fetch(`/api${path}`, {
    method: 'POST',
    headers: {
      'x-control-token': token,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error('The control room does not answer. Is `pnpm control-room` still running?')
  })
  if (response.ok) return
  const { message } = await response.json().catch(() => ({ message: `It answered ${response.status}` }))
  throw new Error(message)
}

/**
 * How things are right now: the snapshots that come by themselves may be a second old.
 * @returns {Promise<import('../snapshot.ts').Snapshot>}
 */
export async function readSnapshot() {
  const response = await fetch('/api/snapshot')
  if (!response.ok) throw new Error(`The control room answered ${response.status}`)
  return response.json()
}
