import { setTimeout as sleep } from 'node:timers/promises'

export interface Answer {
  /** 0 when there was none. */
  readonly status: number
  readonly body: unknown
  readonly instance?: string
  /** The answer asks to come again. */
  readonly saysRetry: boolean
}

export interface Sending {
  readonly body?: unknown
  /** Idempotency-Key: the balancer, and we, may repeat the request. */
  readonly key?: string
}

export interface Device {
  readonly name: string
  send(method: string, path: string, sending?: Sending): Promise<Answer>
  /** Asks who the shop takes us for and keeps the CSRF token. */
  openSession(): Promise<Answer>
}

/** Told about every request that was sent. */
export interface Watcher {
  onAnswer(tookMs: number): void
  onRetry(): void
  /** What the shopper gets to see in the end, after repeats. */
  onOutcome(status: number): void
}

interface DeviceOptions {
  /** The balancer, without a slash at the end. */
  readonly url: string
  readonly name: string
  readonly watcher: Watcher
  readonly signal: AbortSignal
  /** The cookies to start with; kept up to date. */
  readonly cookies?: Map<string, string>
}

/** A person gives up then. */
const timeoutMs = 8000
const maxRepeats = 3

/** A browser on one device of a shopper: its own cookies and CSRF token. Never rejects, but when `signal` is aborted. */
export function createDevice({ url, name, watcher, signal, cookies = new Map() }: DeviceOptions): Device {
  let csrfToken = ''
  return { name, send, openSession }

  async function openSession() {
    const answer = await send('GET', '/api/session')
    if (answer.status === 200) csrfToken = (answer.body as { csrfToken: string }).csrfToken
    return answer
  }

  async function send(method: string, path: string, sending: Sending = {}): Promise<Answer> {
    let answer = await once(method, path, sending)
    // As the page's script does: a token that is not valid any more is fetched anew and the write sent again.
    if (answer.status === 403 && method !== 'GET') {
      await openSession()
      answer = await again(method, path, sending)
    }
    for (let repeat = 0; repeat < maxRepeats && sending.key && isNotNow(answer); repeat++) {
      await sleep(200 * (repeat + 1), undefined, { signal })
      answer = await again(method, path, sending)
    }
    watcher.onOutcome(answer.status)
    return answer
  }

  function again(...request: Parameters<typeof once>) {
    watcher.onRetry()
    return once(...request)
  }

  async function once(method: string, path: string, { body, key }: Sending): Promise<Answer> {
    signal.throwIfAborted()
    const startedAt = performance.now()
    const answer = await exchange(method, path, { body, key })
    signal.throwIfAborted()
    watcher.onAnswer(performance.now() - startedAt)
    return answer
  }

  async function exchange(method: string, path: string, { body, key }: Sending): Promise<Answer> {
    try {
      const response = await fetch(url + path, {
        method,
        redirect: 'manual',
        headers: {
          cookie: cookieHeader(cookies),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key && { 'idempotency-key': key }),
          ...(method !== 'GET' && { 'x-csrf-token': csrfToken }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      })
      keepCookies(cookies, response.headers.getSetCookie())
      const text = await response.text()
      return {
        status: response.status,
        body: isJson(response) ? JSON.parse(text) : undefined,
        instance: response.headers.get('x-instance-id') ?? undefined,
        saysRetry: response.headers.has('retry-after'),
      }
    } catch {
      return { status: 0, body: undefined, saysRetry: false }
    }
  }
}

export const cookieHeader = (cookies: ReadonlyMap<string, string>): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

/** Takes over what a response sets, and forgets what it clears. */
export function keepCookies(cookies: Map<string, string>, setCookie: readonly string[]): void {
  for (const line of setCookie) {
    const [pair = '', ...attributes] = line.split(';')
    const [name = '', value = ''] = splitAt(pair.trim(), '=')
    const isOver = attributes.some((attribute) => /^\s*max-age=(0|-\d+)\s*$/i.test(attribute)) || isPast(line)
    if (isOver) cookies.delete(name)
    else cookies.set(name, value)
  }
}

function isPast(line: string) {
  const expires = /;\s*expires=([^;]+)/i.exec(line)?.[1]
  return expires !== undefined && Date.parse(expires) <= Date.now()
}

function splitAt(text: string, separator: string) {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

const isJson = ({ headers }: Response) => /\bjson\b/.test(headers.get('content-type') ?? '')

/** "In progress" (409 with Retry-After), "not now" (503) and no answer ask for a repeat with the same key. */
const isNotNow = ({ status, saysRetry }: Answer) =>
  (status === 409 && saysRetry) || status === 503 || status === 502 || status === 504 || status === 0
