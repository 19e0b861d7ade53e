import type { IncomingMessage } from 'node:http'

/**
 * Whether a request to a device comes from the device's own pages or is a page shown in the control room or a tab. The
 * device holds somebody's login, so nobody else may use it: no other site, and no name that only resolves to loopback.
 */
export function isFromDevice({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>, url: string) {
  if (headers.host !== new URL(url).host) return false
  if (headers.origin !== undefined && headers.origin !== url) return false
  const isRead = method === 'GET' || method === 'HEAD'
  const site = headers['sec-fetch-site']
  if (site === undefined) return isRead || headers.origin === url
  if (site === 'same-origin') return true
  // Another port of this host is "same-site": the control room's frame. What may frame it says the answer's policy.
  return isRead && headers['sec-fetch-mode'] === 'navigate' && (site === 'same-site' || site === 'none')
}
