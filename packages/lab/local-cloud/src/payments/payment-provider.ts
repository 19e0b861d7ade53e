import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What the provider has taken from a card, under one reference. */
export interface Charge {
  readonly reference: string
  readonly amountCents: number
  /** False once it was given back. */
  readonly isLive: boolean
  /** How often the shop asked for it; more than once is a repeat, and no second charge. */
  readonly asked: number
}

export interface PaymentProvider extends AsyncDisposable {
  /** `http://127.0.0.1:port`, for SHOP_PAYMENT_URL. */
  readonly url: string
  /** The books: one line per reference, in the order in which they came. */
  charges(): readonly Charge[]
}

interface Asked {
  readonly card: string
  readonly amountCents: number
}

/**
 * A payment provider that keeps books outside the shop, so that "charged once" is counted and not believed. It lives in
 * the process that started the lab: no instance of a shop takes it along.
 *
 *     PUT    /charges/<reference>  { card, amountCents }  201, 402 declined, 409 another amount; again: 200
 *     DELETE /charges/<reference>                         204, gives back; also what was never charged
 *
 * The card says what happens, as with every provider's test cards. A slow one is charged at once and answered late: who
 * dies while waiting has charged.
 */
export async function startPaymentProvider({ slowMs = 3000 } = {}): Promise<PaymentProvider> {
  const books = new Map<string, Charge>()
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  // Nobody is kept alive by it.
  server.unref()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    charges: () => [...books.values()],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const reference = /^\/charges\/([\w-]{1,100})$/.exec(request.url ?? '')?.[1]
    if (!reference) return answer(response, 404)
    if (request.method === 'DELETE') return giveBack(reference, response)
    if (request.method !== 'PUT') return answer(response, 405)
    await charge(reference, JSON.parse(await text(request)) as Asked, response)
  }

  async function charge(reference: string, { card, amountCents }: Asked, response: ServerResponse) {
    if (card === 'declined') return answer(response, 402)
    const known = books.get(reference)
    if (known?.isLive && known.amountCents !== amountCents) return answer(response, 409)
    books.set(reference, { reference, amountCents, isLive: true, asked: (known?.asked ?? 0) + 1 })
    if (card === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs).unref())
    answer(response, known?.isLive ? 200 : 201, { id: reference })
  }

  function giveBack(reference: string, response: ServerResponse) {
    const known = books.get(reference)
    if (known) books.set(reference, { ...known, isLive: false })
    answer(response, 204)
  }
}

function answer(response: ServerResponse, status: number, body?: object) {
  response.writeHead(status, body && { 'content-type': 'application/json' })
  response.end(body && JSON.stringify(body))
}
