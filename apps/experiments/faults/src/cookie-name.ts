/** The full name of one of the shop's cookies in a jar: "session" may carry a tag of its shop, "session-41234". */
export function cookieName(
  { cookies }: { cookies: ReadonlyMap<string, string> },
  what: 'session' | 'shopper',
): string {
  return [...cookies.keys()].find((name) => name.split('-')[0] === what) ?? what
}
