import { waitUntil } from '@unsticky/processes'
import type { Device } from './device.ts'

/** An open page of a device: counts what the shop tells it about the cart. Resolves once it has heard the first. */
export async function listenToCart(url: string, { jar }: Device) {
  const controller = new AbortController()
  const response = await fetch(`${url}/api/cart/events`, {
    headers: { cookie: jar.header() },
    signal: controller.signal,
  })
  let heard = 0
  void count(response).catch(() => {}) // ends with the page
  await waitUntil(() => heard > 0, { what: 'the first event of the cart', timeoutMs: 5000 })
  return {
    instance: response.headers.get('x-instance-id') ?? undefined,
    heard: () => heard,
    hearsMoreThan: (before: number, { withinMs }: { withinMs: number }) =>
      waitUntil(() => heard > before, { what: 'an event', timeoutMs: withinMs }).catch(() => false),
    [Symbol.asyncDispose]: async () => controller.abort(),
  }

  async function count({ body }: Response) {
    const decoder = new TextDecoder()
    for await (const chunk of body ?? []) heard += decoder.decode(chunk).split('event: cart').length - 1
  }
}
