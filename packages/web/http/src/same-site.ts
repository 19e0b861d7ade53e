import type { IncomingHttpHeaders } from 'node:http'
import { isLoopbackHost, originsOf } from './config.ts'

/** Whether a method changes nothing, so that another site may make a browser send it. */
export const isSafeMethod = (method: string): boolean =>
  method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

/** Reads the browser's word, Sec-Fetch-Site and Origin: whether a page of ours sent the request. */
export function createSameSiteCheck(publicOrigin: string): (headers: IncomingHttpHeaders) => boolean {
  const ownOrigins = originsOf(publicOrigin)
  return isSameSite

  function isSameSite(headers: IncomingHttpHeaders) {
    const site = headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
    return headers.origin === undefined || isOwnOrigin(headers.origin, headers.host)
  }

  /** "self" means the loopback address the browser asked for; a name that only resolves to loopback is not one. */
  function isOwnOrigin(origin: string, host = '') {
    if (ownOrigins.includes(origin)) return true
    if (!ownOrigins.includes('self')) return false
    const url = URL.parse(`http://${host}`)
    return url !== null && isLoopbackHost(url.hostname) && origin === url.origin
  }
}
