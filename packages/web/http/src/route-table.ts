interface Route {
  readonly pattern: RegExp
  readonly methods: Set<string>
}

/** Knows which methods an address takes, to tell "not here" from "not this way". Wildcards are nobody's address. */
export function createRouteTable() {
  // state-audit-ignore: the routes of the program, the same in every process
  const routes = new Map<string, Route>()
  return { add, methodsOf }

  function add(url: string, method: string | readonly string[]) {
    if (url.includes('*')) return
    const route = routes.get(url) ?? { pattern: patternOf(url), methods: new Set() }
    for (const each of [method].flat()) route.methods.add(each)
    routes.set(url, route)
  }

  function methodsOf(url: string): readonly string[] {
    const path = url.split('?', 1)[0] ?? ''
    const found = [...routes.values()].filter(({ pattern }) => pattern.test(path))
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort()
  }
}

const patternOf = (url: string) =>
  new RegExp(`^${url.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')}$`)
