import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade', 'te']

interface Ways {
  /** The device's address, as the browser knows it. */
  readonly from: string
  /** The balancer's, as the shop knows it. */
  readonly to: string
  readonly cookie: string
}

/** What the shop is sent: the device's cookies, and its own address where the browser named the device's. */
export function requestHeaders(
  headers: IncomingHttpHeaders,
  { from, to, cookie }: Ways,
): OutgoingHttpHeaders {
  const { cookie: _browsers, referer, origin, ...rest } = without(headers, hopByHop)
  return {
    ...rest,
    host: new URL(to).host,
    ...(cookie && { cookie }),
    ...(origin !== undefined && { origin: origin === from ? to : origin }),
    ...(typeof referer === 'string' &&
      referer.startsWith(`${from}/`) && { referer: referer.replace(from, to) }),
  }
}

/** What the browser is sent: no cookies, and a policy that lets the control room, and nobody else, frame the page. */
export function frameableHeaders(headers: IncomingHttpHeaders, roomOrigin: string): OutgoingHttpHeaders {
  const kept = without(headers, [...hopByHop, 'set-cookie', 'clear-site-data', 'x-frame-options'])
  const policy = String(headers['content-security-policy'] ?? "default-src 'none'; frame-ancestors 'none'")
  return {
    ...kept,
    'content-security-policy': policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${roomOrigin}`),
  }
}

const without = (headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))
