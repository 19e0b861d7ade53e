/** What k6 calls things, and what a reader calls them. */

/** Metrics that every script has; all others are the script's own. */
const builtIn = new Set([
  ...['http_reqs', 'http_req_failed', 'http_req_duration', 'checks', 'checks_total', 'checks_succeeded'],
  ...['checks_failed', 'iterations', 'iteration_duration', 'dropped_iterations', 'vus', 'vus_max'],
  ...['data_sent', 'data_received', 'group_duration', 'http_req_blocked', 'http_req_connecting'],
  ...['http_req_tls_handshaking', 'http_req_sending', 'http_req_waiting', 'http_req_receiving'],
])

export const isBuiltIn = (metric: string): boolean => builtIn.has(metric)

/** k6 names a request by its whole address unless the script does; host, port and query would tell no endpoint from another. */
export function endpointName(name: string, method = ''): string {
  if (!/^https?:\/\//.test(name)) return name
  const path = name.replace(/^https?:\/\/[^/?#]*/, '').replace(/[?#].*$/, '') || '/'
  return `${method} ${path}`.trim()
}

/** `http_req_duration{scenario:pay,name:GET /cart}` in parts; a name may hold commas and colons. */
export function parseMetricName(text: string): { readonly metric: string; readonly tags: string } {
  const found = /^([^{]+)\{(.*)\}$/s.exec(text)
  return found ? { metric: found[1] ?? '', tags: tagsInWords(found[2] ?? '') } : { metric: text, tags: '' }
}

/** `name:GET /cart` is "GET /cart", `group:::pay` is "group pay", `scenario:one` is "scenario one". */
function tagsInWords(text: string): string {
  return text
    .split(/,(?=\w+:)/)
    .map((part) => {
      const [, tag = '', value = ''] = /^\s*(\w+):(.*)$/s.exec(part) ?? []
      return tagInWords(tag, value.trim())
    })
    .join(', ')
}

export function tagInWords(tag: string, value: string): string {
  if (tag === 'name' || tag === 'url') return endpointName(value)
  return tag === 'group' ? `group ${value.replace(/^::/, '')}` : `${tag} ${value}`
}
