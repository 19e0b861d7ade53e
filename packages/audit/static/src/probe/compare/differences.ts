import { changesOf } from '../http/cookie-jar.ts'
import type { Answer } from '../http/send.ts'
import { pathTo } from '../scenario/json-path.ts'
import { shortly, visibleText } from './visible-text.ts'

/** One thing that two answers to the same request say differently. */
export interface Difference {
  /** `status`, `location`, `cookie:sid`, `json:$.lines[*].id`, `text:3`, `body`. */
  readonly key: string
  readonly left: string
  readonly right: string
}

/** Keys of what differs by itself (times, random ids) and so says nothing. */
export type Noise = ReadonlySet<string>
export const noNoise: Noise = new Set()

/** What differs between two answers, without the noise. */
export function differencesOf(left: Answer, right: Answer, noise: Noise = noNoise): Difference[] {
  const all = [...outside(left, right), ...bodies(left, right)]
  return all.filter(({ key }) => !isNoise(key, noise))
}

export const noiseOf = (left: Answer, right: Answer): Noise =>
  new Set(differencesOf(left, right).map(({ key }) => key))

function isNoise(key: string, noise: Noise): boolean {
  if (noise.has(key) || (noise.has('body') && /^(json|text):/.test(key))) return true
  return [...noise].some((masked) => key.startsWith(`${masked}.`) || key.startsWith(`${masked}[`))
}

function outside(left: Answer, right: Answer): Difference[] {
  const found: Difference[] = []
  if (left.status !== right.status)
    found.push({ key: 'status', left: String(left.status), right: String(right.status) })
  const places = [left, right].map(({ headers }) => withoutHost(headers.location))
  if (places[0] !== places[1])
    found.push({ key: 'location', left: places[0] || 'no redirect', right: places[1] || 'no redirect' })
  const cleared = [left, right].map(({ setCookies }) =>
    changesOf(setCookies).flatMap(({ name, isCleared }) => (isCleared ? [name] : [])),
  )
  for (const name of cleared[1] ?? [])
    if (!cleared[0]?.includes(name))
      found.push({ key: `cookie:${name}`, left: 'keeps the cookie', right: `clears the cookie ${name}` })
  return found
}

function bodies(left: Answer, right: Answer): Difference[] {
  if (left.body.equals(right.body)) return []
  const [leftJson, rightJson] = [jsonOf(left), jsonOf(right)]
  if (leftJson !== undefined && rightJson !== undefined) return jsonDifferences(leftJson, rightJson, '$')
  const [leftText, rightText] = [visibleText(left), visibleText(right)]
  if (leftText !== undefined && rightText !== undefined && leftText.length === rightText.length)
    return leftText.flatMap((text, index) =>
      text === rightText[index]
        ? []
        : [{ key: `text:${index}`, left: shortly(text), right: shortly(rightText[index]) }],
    )
  return [{ key: 'body', ...bothExcerpts(left, right) }]
}

function jsonDifferences(left: unknown, right: unknown, path: string): Difference[] {
  if (Object.is(left, right)) return []
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length !== right.length)
      return [{ key: `json:${path}`, left: `${left.length} entries`, right: `${right.length} entries` }]
    return left.flatMap((entry, index) => jsonDifferences(entry, right[index], `${path}[*]`))
  }
  if (isObject(left) && isObject(right))
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
      jsonDifferences(left[key], right[key], pathTo(path, key)),
    )
  return [{ key: `json:${path}`, left: shortly(JSON.stringify(left)), right: shortly(JSON.stringify(right)) }]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function jsonOf({ body, headers }: Answer): unknown {
  if (/html/.test(headers['content-type'] ?? '')) return undefined
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/** What stands in one text and not in the other, so that long pages show where they part. */
function bothExcerpts(left: Answer, right: Answer): { left: string; right: string } {
  const [leftText, rightText] = [visibleText(left), visibleText(right)]
  if (!leftText || !rightText)
    return { left: `${left.body.length} bytes`, right: `${right.body.length} bytes` }
  const only = (texts: readonly string[], others: readonly string[]) => {
    const own = texts.filter((text) => !others.includes(text))
    return shortly(own.join(' ') || 'less text')
  }
  return { left: only(leftText, rightText), right: only(rightText, leftText) }
}

const withoutHost = (location: string | undefined) => (location ?? '').replace(/^https?:\/\/[^/]+/, '')
