/** A browser on one device of a shopper, over real connections: its own cookies, its own CSRF token. */
import { setTimeout as sleep } from 'node:timers/promises'
import { stickinessCookie } from '@unsticky/fleet'
import { createCookieJar } from './cookie-jar.ts'

export interface Answer {
  /** 0 when there was none. */
  readonly status: number
  /** The instance that answered. */
  readonly instance: string | undefined
  readonly headers: Headers
  readonly bytes: Buffer
}

export interface RequestOptions {
  readonly json?: unknown
  readonly bytes?: Buffer
  readonly contentType?: string
  /** Idempotency-Key: the balancer, and we, may repeat the request. */
  readonly key?: string
  /** A probe: without the balancer's cookie, so that any instance may answer, and without keeping what that one sets. */
  readonly anywhere?: boolean
  /** Sends what it has and takes the first answer: no new token, no repeat. */
  readonly plain?: boolean
}

const timeoutMs = 8000
const maxRepeats = 6

export function createDevice(url: string, name: string) {
  const jar = createCookieJar()
  let csrfToken = ''
  return { name, jar, request, openSession, csrfToken: () => csrfToken }

  async function openSession(options: RequestOptions = {}): Promise<Answer> {
    const answer = await once('GET', '/api/session', options)
    if (answer.status === 200) csrfToken = jsonOf<{ csrfToken: string }>(answer).csrfToken
    return answer
  }

  /** As the page's script does: a token that is not valid any more is fetched anew, "not now" is asked again by key. */
  async function request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    let answer = await once(method, path, options)
    if (options.plain) return answer
    if (answer.status === 403 && method !== 'GET') {
      await openSession(options)
      answer = await once(method, path, options)
    }
    for (let repeat = 0; repeat < maxRepeats && mayRepeat(method, options) && isNotNow(answer); repeat++) {
      await sleep(Math.min(1000, 1000 * Number(answer.headers.get('retry-after') ?? 0.2)))
      answer = await once(method, path, options)
    }
    return answer
  }

  async function once(method: string, path: string, options: RequestOptions): Promise<Answer> {
    try {
      const response = await fetch(url + path, {
        method,
        headers: headersOf(method, options),
        body: bodyOf(options),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      if (!options.anywhere) jar.keep(response.headers)
      const instance = response.headers.get('x-instance-id') ?? undefined
      const bytes = Buffer.from(await response.arrayBuffer())
      return { status: response.status, instance, headers: response.headers, bytes }
    } catch {
      return { status: 0, instance: undefined, headers: new Headers(), bytes: Buffer.alloc(0) }
    }
  }

  function headersOf(method: string, { json, contentType, key, anywhere }: RequestOptions) {
    const type = contentType ?? (json === undefined ? undefined : 'application/json')
    return {
      cookie: jar.header({ except: anywhere ? stickinessCookie : undefined }),
      ...(method !== 'GET' && csrfToken && { 'x-csrf-token': csrfToken }),
      ...(key && { 'idempotency-key': key }),
      ...(type && { 'content-type': type }),
    }
  }
}

export type Device = ReturnType<typeof createDevice>

export const jsonOf = <T>({ bytes }: Answer): T => JSON.parse(bytes.toString('utf8')) as T

const mayRepeat = (method: string, { key }: RequestOptions) => method === 'GET' || key !== undefined

const isNotNow = ({ status, headers }: Answer) =>
  status === 0 || status === 503 || (status === 409 && headers.has('retry-after'))

const bodyOf = ({ json, bytes }: RequestOptions) =>
  bytes ? new Uint8Array(bytes) : json === undefined ? null : JSON.stringify(json)
