import { openSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Recorder {
  /** Written at once: the app may be killed in the next moment. Never throws. */
  record(event: Readonly<Record<string, unknown>>, options?: { withOrigin?: boolean }): void
  /** True while the recorder or a watched function is at work: what that calls in turn is not the app's doing. */
  isBusy(): boolean
  /** Calls the watched function as the app called it. */
  during<T>(work: () => T): T
}

const maxEvents = 4000
const maxPerKind = 1500
const ownFolder = fileURLToPath(new URL('.', import.meta.url))

export function createRecorder(file: string): Recorder {
  const descriptor = openSync(file, 'a')
  const counts = new Map<unknown, number>()
  let depth = 0
  let total = 0
  return { record, isBusy: () => depth > 0, during }

  function record(event: Readonly<Record<string, unknown>>, { withOrigin = true } = {}) {
    const count = (counts.get(event.type) ?? 0) + 1
    counts.set(event.type, count)
    if (count > maxPerKind || ++total > maxEvents) return
    try {
      const stack = withOrigin ? stackHere() : ''
      if (isOfNode(event, stack)) return
      const origin = originOf(stack)
      writeSync(descriptor, `${JSON.stringify({ ...event, ...origin, pid: process.pid, at: Date.now() })}\n`)
    } catch {
      // A full disk is no reason to disturb the app.
    }
  }

  function during<T>(work: () => T): T {
    depth++
    try {
      return work()
    } finally {
      depth--
    }
  }
}

/** Replaces a function by one that looks and works the same, down to its name and the symbols that promisify reads. */
export function watch(
  owner: object,
  name: string,
  { recorder, note }: { recorder: Recorder; note: (args: readonly unknown[], self: unknown) => void },
) {
  const original = (owner as Record<string, unknown>)[name]
  if (typeof original !== 'function') return
  const watched = new Proxy(original, {
    apply(target, self, args) {
      if (recorder.isBusy()) return Reflect.apply(target, self, args)
      try {
        recorder.during(() => note(args, self))
      } catch {
        // never the app's problem
      }
      return recorder.during(() => Reflect.apply(target, self, args))
    },
  })
  try {
    Object.defineProperty(owner, name, {
      ...Object.getOwnPropertyDescriptor(owner, name),
      value: watched,
    })
  } catch {
    // not ours to change
  }
}

function stackHere(): string {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 60
  const { stack } = new Error()
  Error.stackTraceLimit = limit
  return typeof stack === 'string' ? stack : ''
}

/** Node's own servers and streams repeat work and take random numbers too. */
function isOfNode({ type }: Readonly<Record<string, unknown>>, stack: string): boolean {
  if (type !== 'timer' && type !== 'random') return false
  const caller = stack
    .split('\n')
    .find(
      (frame) =>
        /^\s*at /.test(frame) && !/at (Object|Reflect)\.apply/.test(frame) && !frame.includes(ownFolder),
    )
  return /[( ]node:/.test(caller ?? '')
}

/** The nearest line that is no dependency, and the package that stands between it and here. */
export function originOf(stack: string): { file?: string; line?: number; via?: string } {
  let via: string | undefined
  for (const frame of stack.split('\n')) {
    const match = /^\s*at (?:.*\()?(?:async )?((?:file:\/\/)?\/[^()]*):(\d+):\d+\)?$/.exec(frame)
    const file = match?.[1]?.startsWith('file:') ? fileURLToPath(match[1]) : match?.[1]
    if (file === undefined || file.startsWith(ownFolder)) continue
    const dependency = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)
    if (!dependency) return { file, line: Number(match?.[2]), via }
    via ??= dependency[1]
  }
  return { via }
}

/** `npm start` runs on Node too, and what npm writes is not the app's. */
export const isPackageManager = (main: string | undefined): boolean =>
  /(^|\/)(npm|npx|yarn|pnpm|pnpx|corepack)(-cli)?(\.[cm]?js)?$|\/node_modules\/(npm|pnpm|yarn|corepack)\//.test(
    main ?? '',
  )
