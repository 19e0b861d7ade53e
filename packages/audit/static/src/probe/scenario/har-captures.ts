import type { Entry } from './har-format.ts'
import { leavesOf } from './json-path.ts'
import type { Capture, Step, StepBody } from './scenario.ts'

interface Source {
  readonly entry: number
  readonly capture: Capture
}

/**
 * Where a later request carries a value that an earlier answer gave (an id, a CSRF token), the step takes it from the
 * new answer. A value that the browser itself sent first is the browser's, whoever repeats it.
 */
export function captureDynamicValues(steps: readonly Step[], entries: readonly Entry[]): Step[] {
  const captures = steps.map((): Record<string, Capture> => ({}))
  const names = new Map<string, string>()
  const filled = steps.map((step, index) => {
    const values = valuesOf(step).filter(isDynamic)
    let changed = step
    for (const value of new Set(values)) {
      const name = names.get(value) ?? capturedFrom(value, index)
      if (name !== undefined) changed = replace(changed, value, `{{${name}}}`)
    }
    return changed
  })
  return filled.map((step, index) => ({ ...step, capture: captures[index] ?? {} }))

  function capturedFrom(value: string, index: number): string | undefined {
    if (steps.slice(0, index).some((step) => valuesOf(step).includes(value))) return undefined
    const source = findSource(value, index)
    if (!source) return undefined
    const name = `v${names.size + 1}`
    names.set(value, name)
    const own = captures[source.entry]
    if (own) own[name] = source.capture
    return name
  }

  function findSource(value: string, before: number): Source | undefined {
    for (let entry = before - 1; entry >= 0; entry--) {
      const capture = captureIn(entries[entry] as Entry, value)
      if (capture) return { entry, capture }
    }
    return undefined
  }
}

function captureIn({ response }: Entry, value: string): Capture | undefined {
  const text = textOf(response.content)
  const location = response.headers.find(({ name }) => name.toLowerCase() === 'location')?.value
  const quoted = value.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (location && new RegExp(`/${quoted}(?=[/?#]|$)`).test(location))
    return { header: 'location', regex: `${patternBefore(location, value)}([^/?#]+)` }
  const leaf = leavesIn(text).find((candidate) => String(candidate.value) === value)
  if (leaf) return { json: leaf.path }
  const input = new RegExp(`<(?:input|meta)\\b[^>]*["']${quoted}["'][^>]*>`).exec(text)?.[0]
  const name = input && /\bname=["']([^"']+)["']/.exec(input)?.[1]
  return name ? { regex: inputPattern(input, name) } : undefined
}

/** The hidden field or the meta element by its name, whichever attribute comes first. */
function inputPattern(input: string, name: string): string {
  const attribute = /^<meta/.test(input) ? 'content' : 'value'
  const named = `name=["']${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']`
  return input.indexOf('name=') < input.indexOf(`${attribute}=`)
    ? `${named}[^>]*\\b${attribute}=["']([^"']*)["']`
    : `\\b${attribute}=["']([^"']*)["'][^>]*\\b${named}`
}

function patternBefore(location: string, value: string): string {
  const before = location.slice(0, location.indexOf(`/${value}`) + 1).replace(/^https?:\/\/[^/]+/, '')
  return before.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function leavesIn(text: string) {
  try {
    return leavesOf(JSON.parse(text))
  } catch {
    return []
  }
}

function textOf(content: Entry['response']['content']): string {
  const text = content?.text ?? ''
  return content?.encoding === 'base64' ? Buffer.from(text, 'base64').toString() : text
}

/** Ids and tokens have digits or are long; words such as "approved" are the page's own. */
const isDynamic = (value: string) => /\d/.test(value) || value.length >= 16

function valuesOf({ path, headers, body }: Step): string[] {
  const url = new URL(path, 'http://localhost')
  return [
    ...url.pathname.split('/').filter(Boolean),
    ...url.searchParams.values(),
    ...Object.entries(headers).flatMap(([name, value]) => (/csrf|xsrf|token/.test(name) ? [value] : [])),
    ...(headers.authorization ? [headers.authorization.replace(/^\w+ /, '')] : []),
    ...valuesOfBody(body),
  ]
}

function valuesOfBody(body: StepBody | undefined): string[] {
  if (body?.kind === 'form') return Object.values(body.fields)
  if (body?.kind !== 'json') return []
  return leavesOf(body.value).map(({ value }) => String(value))
}

function replace(step: Step, value: string, by: string): Step {
  const quoted = value.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const inPath = new RegExp(`(?<=[/=])${quoted}(?=[/?&#]|$)`, 'g')
  return {
    ...step,
    path: step.path.replaceAll(inPath, by),
    headers: Object.fromEntries(
      Object.entries(step.headers).map(([name, text]) => [
        name,
        text === value || text.endsWith(` ${value}`) ? text.replace(value, by) : text,
      ]),
    ),
    body: replaceInBody(step.body, value, by),
  }
}

function replaceInBody(body: StepBody | undefined, value: string, by: string): StepBody | undefined {
  const swap = (entry: unknown): unknown => {
    if (Array.isArray(entry)) return entry.map(swap)
    if (typeof entry === 'object' && entry !== null)
      return Object.fromEntries(Object.entries(entry).map(([key, own]) => [key, swap(own)]))
    return String(entry) === value ? by : entry
  }
  if (body?.kind === 'form') return { kind: 'form', fields: swap(body.fields) as Record<string, string> }
  return body?.kind === 'json' ? { kind: 'json', value: swap(body.value) } : body
}
