import { ProbeError } from '../errors.ts'
import { captureDynamicValues } from './har-captures.ts'
import type { Entry, Har } from './har-format.ts'
import { readJson } from './read-scenario.ts'
import type { Scenario, Step, StepBody } from './scenario.ts'

const maxEntries = 200
const assetTypes = /^(image|stylesheet|script|font|media|manifest|websocket|eventsource|ping|preflight)$/
const assetMime = /^(image|font|audio|video)\/|css|javascript|event-stream|wasm/
const assetPath = /\.(css|m?js|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|mp4|webm|wasm)$/i
/** The probe sets these itself, or they would hide what the answer is. */
const ownHeaders =
  /^(:.*|cookie|host|content-length|connection|accept-encoding|if-none-match|if-modified-since|origin|referer|upgrade.*|keep-alive|te|transfer-encoding)$/i

/**
 * Reads a recording of a browser (HAR 1.2) as a scenario. Only requests to one origin are kept, static assets are left
 * out, and values that an earlier answer gave are taken from the new answers.
 */
export function readHar(
  file: string,
  { origin }: { origin?: string } = {},
): { scenario: Scenario; notes: string[] } {
  return parseHar(readJson(file), { file, origin })
}

export function parseHar(
  value: unknown,
  { file, origin }: { file: string; origin?: string },
): { scenario: Scenario; notes: string[] } {
  const entries = (value as Har)?.log?.entries
  if (!Array.isArray(entries)) throw new ProbeError(`${file} is no HAR recording: it has no log.entries`)
  const urls = entries.map((entry) => urlOf(entry?.request?.url ?? ''))
  const wanted = origin ?? urls.find((url) => url?.protocol.startsWith('http'))?.origin
  const own = entries.filter((_entry, index) => urls[index]?.origin === wanted)
  const kept = own.filter((entry) => !isAsset(entry))
  if (kept.length === 0)
    throw new ProbeError(
      `${file} holds no request to ${wanted ?? 'any origin'} that is no static asset; --origin names another one of ${[...new Set(urls.map((url) => url?.origin))].join(', ')}`,
    )
  if (kept.length > maxEntries)
    throw new ProbeError(
      `${file} holds ${kept.length} requests; record a shorter visit, of at most ${maxEntries}`,
    )
  const steps = captureDynamicValues(kept.map(toStep), kept)
  const others = entries.length - own.length
  return {
    scenario: { name: file, headers: {}, variables: {}, steps: steps.map(named) },
    notes: [
      `Of ${entries.length} recorded requests ${kept.length} are replayed; left out: ${own.length - kept.length} static assets${others > 0 ? `, ${others} to other origins than ${wanted}` : ''}.`,
      ...(kept.some(({ response }) => response.content?.text)
        ? []
        : [
            'The recording holds no answers (a HAR "without content"), so tokens in later requests cannot be renewed.',
          ]),
    ],
  }
}

/** URL.parse came with Node 22. */
const urlOf = (text: string) => (URL.canParse(text) ? new URL(text) : undefined)

function toStep({ request, response }: Entry): Step {
  const url = new URL(request.url)
  const method = request.method.toUpperCase()
  const isRead = method === 'GET' || method === 'HEAD'
  return {
    name: `${method} ${url.pathname}`,
    method,
    path: `${url.pathname}${url.search}`,
    headers: headersOf(request),
    body: bodyOf(request),
    capture: {},
    // The same kind of answer as when it was recorded; a 304 is a 200 that the browser had already.
    status: response.status === 304 || response.status < 400 ? undefined : response.status,
    device: 'first',
    isRead,
  }
}

function headersOf({ headers }: Entry['request']): Record<string, string> {
  const own = headers.filter(({ name }) => !ownHeaders.test(name))
  const hasOrigin = headers.some(({ name }) => name.toLowerCase() === 'origin')
  return {
    ...Object.fromEntries(own.map(({ name, value }) => [name.toLowerCase(), value])),
    // The probe is the only host there is: the app must see its own origin.
    ...(hasOrigin && { origin: 'http://localhost' }),
  }
}

function bodyOf({ postData }: Entry['request']): StepBody | undefined {
  if (!postData) return undefined
  const { mimeType = '', text = '', params } = postData
  if (/x-www-form-urlencoded/.test(mimeType)) {
    const fields = params?.length
      ? params.map(({ name, value = '' }) => [decoded(name), decoded(value)])
      : [...new URLSearchParams(text)]
    return { kind: 'form', fields: Object.fromEntries(fields) }
  }
  if (/json/.test(mimeType)) {
    try {
      return { kind: 'json', value: JSON.parse(text) }
    } catch {
      return { kind: 'text', text }
    }
  }
  return { kind: 'text', text }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function isAsset({ request, response, _resourceType }: Entry): boolean {
  if (_resourceType !== undefined && assetTypes.test(_resourceType)) return true
  if (response.status === 0 || response.status === 101) return true
  const isRead = request.method.toUpperCase() === 'GET'
  return (
    isRead &&
    (assetMime.test(response.content?.mimeType ?? '') || assetPath.test(new URL(request.url).pathname))
  )
}

/** The same request twice is two steps: they need two names. */
function named(step: Step, index: number, steps: readonly Step[]): Step {
  const earlier = steps.slice(0, index).filter(({ name }) => name === step.name).length
  return earlier === 0 ? step : { ...step, name: `${step.name} (${earlier + 1})` }
}
