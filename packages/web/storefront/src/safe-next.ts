const here = 'http://storefront.invalid'

/**
 * Where to go after login: the path, query and fragment of `next` when it stays on this origin, else `fallback`.
 * What browsers read differently from what it looks like (backslash, tab, a second slash) is refused, not repaired:
 * OWASP, Unvalidated Redirects and Forwards Cheat Sheet; the parsing rules are https://url.spec.whatwg.org/.
 */
export function safeNext(next: unknown, fallback = '/'): string {
  if (typeof next !== 'string' || next.length > 2000) return fallback
  const path = decode(next)
  if (path === undefined || !/^\/(?![/\\])/.test(path) || hasTrap(path)) return fallback
  const url = URL.canParse(next, here) ? new URL(next, here) : undefined
  // The parser resolves /..//evil to a path that starts with two slashes: look again at what comes out.
  if (!url || url.origin !== here || url.pathname.startsWith('//')) return fallback
  return `${url.pathname}${url.search}${url.hash}`
}

/** A backslash counts as a slash for a browser; control characters and line breaks it drops without a word. */
const hasTrap = (path: string) => /[\\\p{Cc}\p{Zl}\p{Zp}]/u.test(path)

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The login page that leads back to `path`. */
export const loginUrl = (path: string): string => `/login?next=${encodeURIComponent(path)}`
