interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly expiresAt: number
}

/** What an answer did to a cookie. */
export interface CookieChange {
  readonly name: string
  readonly isCleared: boolean
}

/**
 * The cookies of one device. All instances are one origin, as behind a balancer, and so there is no domain to look at;
 * `Secure` cookies are sent, as a browser does on localhost.
 */
export interface CookieJar {
  /** The header for a request to this path; undefined where no cookie fits. */
  header(path: string): string | undefined
  keep(setCookies: readonly string[], path: string): void
  has(name: string): boolean
  values(): readonly string[]
  copy(): CookieJar
}

export function createCookieJar({ now = Date.now, kept = new Map<string, Cookie>() } = {}): CookieJar {
  const cookies = new Map(kept)
  return {
    header,
    keep,
    has: (name) => [...cookies.values()].some((cookie) => cookie.name === name),
    values: () => [...cookies.values()].map(({ value }) => value),
    copy: () => createCookieJar({ now, kept: cookies }),
  }

  function header(path: string) {
    const fitting = [...cookies.values()]
      .filter((cookie) => cookie.expiresAt > now() && isBelow(path, cookie.path))
      .sort((a, b) => b.path.length - a.path.length)
    return fitting.length === 0 ? undefined : fitting.map(({ name, value }) => `${name}=${value}`).join('; ')
  }

  function keep(setCookies: readonly string[], requestPath: string) {
    for (const text of setCookies) {
      const cookie = parseCookie(text, { now: now(), requestPath })
      const key = `${cookie.name}\0${cookie.path}`
      if (cookie.expiresAt <= now()) cookies.delete(key)
      else cookies.set(key, cookie)
    }
  }
}

export const changesOf = (setCookies: readonly string[], now = Date.now()): CookieChange[] =>
  setCookies.map((text) => {
    const { name, value, expiresAt } = parseCookie(text, { now, requestPath: '/' })
    return { name, isCleared: value === '' || expiresAt <= now }
  })

function parseCookie(text: string, { now, requestPath }: { now: number; requestPath: string }): Cookie {
  const [pair = '', ...rest] = text.split(';')
  const attributes = new Map(
    rest.map((part) => {
      const [name = '', ...value] = part.split('=')
      return [name.trim().toLowerCase(), value.join('=').trim()]
    }),
  )
  const equals = pair.indexOf('=')
  const path = attributes.get('path')
  return {
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    path: path?.startsWith('/') ? path : defaultPath(requestPath),
    expiresAt: expiryOf(attributes, now),
  }
}

/** Max-Age wins over Expires (RFC 6265, 5.3). */
function expiryOf(attributes: ReadonlyMap<string, string>, now: number) {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return now + Number(maxAge) * 1000
  const expires = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(expires) ? Number.POSITIVE_INFINITY : expires
}

const withoutQuery = (path: string) => path.split('?', 1)[0] ?? '/'
const defaultPath = (path: string) => withoutQuery(path).replace(/\/[^/]*$/, '') || '/'

function isBelow(path: string, folder: string) {
  const asked = withoutQuery(path)
  return asked === folder || asked.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
