import type { Device } from './shop.ts'

interface CartEvent {
  readonly revision: number
  readonly units: number
}

/** Follows the live updates of a device's cart. */
export async function followCart(device: Device) {
  const abort = new AbortController()
  const answer = await device.request('/api/cart/events', { signal: abort.signal })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return { instanceId: answer.headers.get('x-instance-id'), next, close: () => abort.abort() }

  /** The next event. Throws at the end of the stream. */
  async function next(): Promise<CartEvent> {
    for (;;) {
      const found = /event: cart\ndata: (.*)\n\n/.exec(text)
      if (found?.[1]) {
        text = text.slice(found.index + found[0].length)
        return JSON.parse(found[1])
      }
      const { value, done } = (await reader?.read()) ?? { done: true }
      if (done) throw new Error('The stream has ended')
      text += value
    }
  }
}
