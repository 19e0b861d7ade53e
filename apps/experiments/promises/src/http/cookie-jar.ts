interface Exception {
  readonly except?: string | undefined
}

/** The cookies of one browser. All of a shop's cookies are for the whole site. */
export function createCookieJar(cookies = new Map<string, string>()) {
  return {
    keep,
    header,
    copy: () => createCookieJar(new Map(cookies)),
    get: (name: string) => cookies.get(name),
  }

  function keep(headers: Headers) {
    for (const cookie of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
  }

  function header({ except }: Exception = {}) {
    return [...cookies]
      .filter(([name]) => name !== except)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
  }
}
