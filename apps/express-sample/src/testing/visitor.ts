interface Cart {
  readonly lines: Readonly<Record<string, number>>
}

/** Someone with one cookie jar, who can ask any instance. */
export function createVisitor() {
  let cookie = ''

  async function ask(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) }
    const response = await fetch(url, { ...init, headers })
    const set = response.headers.getSetCookie()[0]
    if (set) cookie = set.split(';')[0] ?? ''
    return response
  }

  return {
    ask,
    post: (url: string) => ask(url, { method: 'POST' }),
    cart: async (url: string) => ((await (await ask(`${url}/cart`)).json()) as Cart).lines,
  }
}
