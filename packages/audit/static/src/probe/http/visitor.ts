import { randomBytes, randomUUID } from 'node:crypto'
import { valueAt } from '../scenario/json-path.ts'
import { type Capture, isExpected, type Scenario, type Step, type StepBody } from '../scenario/scenario.ts'
import { type CookieJar, createCookieJar } from './cookie-jar.ts'
import { type Answer, type PreparedRequest, send } from './send.ts'

/** Thrown where a step needs a value that no earlier answer gave. */
export class MissingValueError extends Error {}

/** Who walks through a scenario: the devices with their cookies, and what was captured on the way. */
export interface Visitor {
  /** Fills in captured values and the device's cookies. */
  prepare(step: Step): PreparedRequest
  /** Takes cookies and captures from an answer. */
  take(step: Step, answer: Answer): void
  /** Sends the step to an instance and takes what the answer gives. */
  walk(step: Step, port: number): Promise<Exchange>
  /** Values that were captured or set as cookies, for the question who made a value that is sent. */
  readonly captured: ReadonlyMap<string, string>
  hasCookie(device: string, name: string): boolean
  cookieValues(device: string): readonly string[]
}

export interface Exchange {
  readonly step: Step
  readonly request: PreparedRequest
  readonly answer: Answer
  /** The answer with names in place of what is this visitor's own: two visitors' answers can be compared. */
  readonly plain: Answer
  readonly isExpected: boolean
}

export function createVisitor(scenario: Scenario): Visitor {
  const jars = new Map<string, CookieJar>()
  const unique = randomBytes(5).toString('hex')
  const captured = new Map<string, string>()
  /** Numbers and booleans of JSON answers: they stay what they are in a JSON request. */
  const typed = new Map<string, unknown>()
  const variables = new Map(Object.entries(scenario.variables))
  return {
    prepare,
    take,
    walk,
    captured,
    hasCookie: (device, name) => jarOf(device).has(name),
    cookieValues: (device) => jarOf(device).values(),
  }

  function prepare(step: Step): PreparedRequest {
    const path = fill(step.path)
    const { body, type } = bodyOf(step.body)
    const cookie = jarOf(step.device).header(path)
    const own = { ...lowerCase(scenario.headers), ...lowerCase(step.headers) }
    const headers = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, fill(value)]))
    return {
      method: step.method,
      path,
      body,
      headers: { ...(type && { 'content-type': type }), ...headers, ...(cookie && { cookie }) },
    }
  }

  async function walk(step: Step, port: number): Promise<Exchange> {
    const request = prepare(step)
    const answer = await send(port, request)
    take(step, answer)
    return { step, request, answer, plain: withoutOwn(answer), isExpected: isExpected(step, answer.status) }
  }

  function take(step: Step, answer: Answer) {
    jarOf(step.device).keep(answer.setCookies, step.path)
    for (const [name, capture] of Object.entries(step.capture)) {
      const value = capturedBy(capture, answer)
      if (value === undefined) continue
      captured.set(name, String(value))
      typed.set(name, value)
    }
  }

  function withoutOwn(answer: Answer): Answer {
    const own = [['$unique', unique] as const, ...captured].filter(([, value]) => value.length >= 6)
    const plain = (text: string) =>
      own.reduce((rest, [name, value]) => rest.replaceAll(value, `{{${name}}}`), text)
    const body = answer.body.toString()
    const { location } = answer.headers
    return {
      ...answer,
      headers: { ...answer.headers, ...(location && { location: plain(location) }) },
      // What is no text stays as it is.
      body: body.includes('\uFFFD') ? answer.body : Buffer.from(plain(body)),
    }
  }

  function jarOf(device: string) {
    const jar = jars.get(device) ?? createCookieJar()
    jars.set(device, jar)
    return jar
  }

  function fill(text: string): string {
    return text.replaceAll(/\{\{\s*([$\w.-]+)\s*\}\}/g, (_all, name: string) => lookUp(name))
  }

  function lookUp(name: string): string {
    if (name === '$unique') return unique
    if (name === '$uuid') return randomUUID()
    const variable = variables.get(name)
    const value = captured.get(name) ?? (variable === undefined ? undefined : fill(variable))
    if (value === undefined) throw new MissingValueError(`{{${name}}} was not in any answer so far`)
    return value
  }

  function bodyOf(body: StepBody | undefined): { body?: Buffer; type?: string } {
    switch (body?.kind) {
      case undefined:
        return {}
      case 'json':
        return { body: Buffer.from(JSON.stringify(fillAll(body.value))), type: 'application/json' }
      case 'form': {
        const fields = Object.entries(body.fields).map(([key, value]) => [key, fill(value)] as const)
        return {
          body: Buffer.from(new URLSearchParams(Object.fromEntries(fields)).toString()),
          type: 'application/x-www-form-urlencoded',
        }
      }
      case 'text':
        return { body: Buffer.from(fill(body.text)), type: 'text/plain' }
      case 'bytes':
        return { body: body.bytes, type: 'application/octet-stream' }
      case 'multipart':
        return multipart(body.parts, fill)
    }
  }

  function fillAll(value: unknown): unknown {
    if (typeof value === 'string') {
      const whole = /^\{\{\s*([\w.-]+)\s*\}\}$/.exec(value)?.[1]
      return whole !== undefined && typed.has(whole) ? typed.get(whole) : fill(value)
    }
    if (Array.isArray(value)) return value.map(fillAll)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [fill(key), fillAll(entry)]))
  }
}

/** The same request from somebody who was never here. */
export function asStranger(request: PreparedRequest): PreparedRequest {
  const { cookie: _cookie, authorization: _authorization, ...headers } = request.headers
  return { ...request, headers }
}

function capturedBy({ json, header, regex }: Capture, answer: Answer): string | number | boolean | undefined {
  const text = header === undefined ? answer.body.toString() : answer.headers[header.toLowerCase()]
  if (json !== undefined) {
    const value = valueAt(parsed(answer.body), json)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : undefined
  }
  if (text === undefined || regex === undefined) return text
  const match = new RegExp(regex).exec(text)
  return match?.[1] ?? match?.[0]
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

function multipart(
  parts: Extract<StepBody, { kind: 'multipart' }>['parts'],
  fill: (text: string) => string,
): { body: Buffer; type: string } {
  const boundary = `probe-${randomUUID()}`
  const chunks = Object.entries(parts).flatMap(([name, part]) => {
    const file = 'text' in part ? '' : `; filename="${part.filename}"\r\ncontent-type: ${part.type}`
    return [
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`,
      'text' in part ? fill(part.text) : part.bytes,
      '\r\n',
    ]
  })
  const body = Buffer.concat([...chunks, `--${boundary}--\r\n`].map((chunk) => Buffer.from(chunk as string)))
  return { body, type: `multipart/form-data; boundary=${boundary}` }
}

const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
