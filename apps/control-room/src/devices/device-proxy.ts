import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cookieHeader, keepCookies } from '../shoppers/device.ts'
import { isFromDevice } from './device-guard.ts'
import { frameableHeaders, requestHeaders } from './device-headers.ts'

export interface DeviceProxy {
  /** Where the control room's frame goes, without a slash at the end. */
  readonly url: string
  close(): Promise<void>
}

interface DeviceProxyOptions {
  /** The balancer's address; `undefined` while there is none. */
  readonly target: () => string | undefined
  /** The device's cookies: they live here and never in the browser. */
  readonly cookies: Map<string, string>
  /** The one page that may show this device in a frame. */
  readonly roomOrigin: () => string
  readonly onAnswer: (instance: string | undefined) => void
}

/**
 * One device of a shopper, as an address of its own. Cookies know no ports: two frames on 127.0.0.1 would share one
 * login, so each device's cookies are kept here. The shop itself stays unframeable (`frame-ancestors 'none'`); only this
 * address, on loopback and for the control room's page alone, says otherwise.
 */
export async function startDeviceProxy(options: DeviceProxyOptions): Promise<DeviceProxy> {
  const { target, cookies, roomOrigin, onAnswer } = options
  const server = createServer(forward)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, close }

  function forward(incoming: IncomingMessage, outgoing: ServerResponse) {
    const balancer = target()
    if (!isFromDevice(incoming, url))
      return refuse(outgoing, 403, { text: 'Only the control room may use this device.' })
    if (!balancer) return notNow(outgoing, 503, 'The shop is being started.')
    const headers = requestHeaders(incoming.headers, {
      from: url,
      to: balancer,
      cookie: cookieHeader(cookies),
    })
    const { hostname, port } = new URL(balancer)
    const { method, url: path } = incoming
    const upstream = request({ hostname, port, method, path, headers }, (answer) => {
      keepCookies(cookies, answer.headers['set-cookie'] ?? [])
      const instance = answer.headers['x-instance-id'] as string | undefined
      onAnswer(instance)
      const framed = frameableHeaders(answer.headers, roomOrigin())
      // Without an instance it is the balancer that speaks: nobody is there to be asked.
      outgoing.writeHead(answer.statusCode ?? 502, instance ? framed : { ...framed, ...askAgain })
      answer.pipe(outgoing)
      answer.once('error', () => outgoing.destroy())
    })
    upstream.once('error', () => notNow(outgoing, 502, 'The shop does not answer.'))
    outgoing.once('close', () => upstream.destroy())
    incoming.pipe(upstream)
  }

  /** Seen in the frame, which then asks again by itself. */
  function notNow(outgoing: ServerResponse, status: number, text: string) {
    return refuse(outgoing, status, { text, ancestors: roomOrigin(), headers: askAgain })
  }

  async function close() {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
}

/** The browser loads the page again after a second. */
const askAgain = { refresh: '1' }

interface Refusal {
  readonly text: string
  /** Who may show it in a frame. */
  readonly ancestors?: string
  readonly headers?: Readonly<Record<string, string>>
}

function refuse(outgoing: ServerResponse, status: number, refusal: Refusal) {
  if (outgoing.headersSent) return outgoing.destroy()
  const { text, ancestors = "'none'", headers } = refusal
  outgoing.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': `default-src 'none'; frame-ancestors ${ancestors}`,
    'cache-control': 'no-store',
    ...headers,
  })
  return outgoing.end(text)
}
