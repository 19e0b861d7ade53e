/** A browser on one device of a shopper: its own cookies, its own CSRF token. */
import { sleep } from 'k6'
import http, { type RefinedResponse, type ResponseType } from 'k6/http'
import { nameFailure } from './failures.ts'

export type Response = RefinedResponse<ResponseType>

export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is, with `contentType`. */
  readonly bytes?: ArrayBuffer
  readonly contentType?: string
  /** Idempotency-Key: the balancer, and we, may repeat the request. */
  readonly key?: string
  /** Statuses that are an answer, not a failure; 2xx and 3xx always are. */
  readonly alsoExpected?: readonly number[]
  /** The answer is bytes, not text. */
  readonly isBinary?: boolean
  /** Fetches what a redirect points to, without our cookies: it is another origin. */
  readonly followRedirect?: boolean
  /** Groups requests in the results: "POST /api/cart/lines". */
  readonly route?: string
}

export interface Device {
  readonly name: string
  request(method: string, path: string, options?: RequestOptions): Response
  /** The same keyed request twice at the same moment; each is repeated while the answer is "not now". */
  requestTwice(method: string, path: string, options: RequestOptions): readonly Response[]
  /** Asks for the session and keeps its CSRF token. */
  openSession(): Response
}

type Arranged = [method: string, url: string, body: string | ArrayBuffer | null, params: object]

/** Milliseconds; a request that takes longer is given up and its outcome is unknown. */
const timeoutMs = 8000
/** A client repeats a keyed write that was answered "not now" this often. */
const maxRepeats = 4
/** And fetches a new token this often. */
const maxTokens = 2

export function createDevice(target: string, name: string): Device {
  const jar = new http.CookieJar()
  let csrfToken = ''
  return { name, request, requestTwice, openSession }

  function openSession() {
    const response = request('GET', '/api/session')
    if (response.status === 200) csrfToken = String(response.json('csrfToken'))
    return response
  }

  function request(method: string, path: string, options: RequestOptions = {}): Response {
    const send = () => arrange(method, path, options)
    const response = untilDone(withFreshToken(method, send, options), send, options)
    const location = response.headers.Location
    const elsewhere = {
      jar: new http.CookieJar(),
      timeout: timeoutMs,
      responseType: 'binary' as ResponseType,
    }
    if (!options.followRedirect || response.status !== 302 || !location) return response
    return http.get(location, { ...elsewhere, tags: { name: 'GET presigned', device: name } })
  }

  /** As the page's script does: a token that is not valid any more (403) is fetched anew and the write sent again. */
  function withFreshToken(method: string, send: () => Arranged, options: RequestOptions): Response {
    let response = ask(send(), options)
    for (let repeat = 0; repeat < maxTokens && response.status === 403 && method !== 'GET'; repeat++) {
      openSession()
      response = ask(send(), options)
    }
    return response
  }

  function requestTwice(method: string, path: string, options: RequestOptions): readonly Response[] {
    const send = () => arrange(method, path, options)
    const [verb, url, body, params] = send()
    const both = http.batch([
      { method: verb, url, body, params },
      { method: verb, url, body, params },
    ]) as unknown as Response[]
    for (const response of both) nameFailure(response, options.alsoExpected)
    return both.map((response) => untilDone(response, send, options))
  }

  function arrange(method: string, path: string, options: RequestOptions): Arranged {
    const { body, bytes, isBinary, alsoExpected = [] } = options
    const params = {
      jar,
      headers: headersFor(options, csrfToken),
      redirects: 0,
      timeout: timeoutMs,
      responseType: (isBinary ? 'binary' : 'text') as ResponseType,
      tags: {
        name: options.route ?? `${method} ${path}`,
        device: name,
        // The balancer may send these again when an instance dies; the others it must not.
        repeatable: method === 'GET' || options.key ? 'yes' : 'no',
      },
      responseCallback: http.expectedStatuses({ min: 200, max: 399 }, ...alsoExpected),
    }
    return [method, target + path, bytes ?? (body === undefined ? null : JSON.stringify(body)), params]
  }
}

function ask(arranged: Arranged, { alsoExpected }: RequestOptions): Response {
  const response = http.request(...arranged)
  nameFailure(response, alsoExpected)
  return response
}

function untilDone(first: Response, again: () => Arranged, options: RequestOptions): Response {
  const { key } = options
  let response = first
  for (let repeat = 0; repeat < maxRepeats && key && isNotNow(response); repeat++) {
    sleep(Number(response.headers['Retry-After'] ?? 0.2))
    response = ask(again(), options)
  }
  return response
}

/** "In progress" (409 with Retry-After) and "not now" (503) ask for a repeat with the same key. */
function isNotNow({ status, headers }: Response) {
  return (status === 409 && headers['Retry-After'] !== undefined) || status === 503 || status === 0
}

function headersFor({ body, contentType, key }: RequestOptions, csrfToken: string) {
  const type = contentType ?? (body === undefined ? undefined : 'application/json')
  return {
    ...(type && { 'Content-Type': type }),
    ...(key && { 'Idempotency-Key': key }),
    ...(csrfToken && { 'X-CSRF-Token': csrfToken }),
  }
}
