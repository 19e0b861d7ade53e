import { readFileSync } from 'node:fs'
import type { HookEvent } from '../instance/hook-events.ts'
import type { Instance } from '../instance/launcher.ts'

type Kind<T extends HookEvent['type']> = Extract<HookEvent, { type: T }>

/** What the hooks of all instances saw, sorted by what the judges ask for. */
export interface HookFacts {
  /** False where no hook reported: the app is not Node, or cleans its environment. */
  readonly isThere: boolean
  /** Written while requests were served, and not removed again by the same process. */
  readonly writes: readonly (Kind<'write'> & { readonly isReadAgain: boolean })[]
  /** Opened at boot to be appended to: logs, mostly. */
  readonly bootAppends: readonly Kind<'write'>[]
  readonly bootTimers: readonly Kind<'timer'>[]
  /** Ports beside the one that the probe gave. */
  readonly otherListeners: readonly Kind<'listen'>[]
  readonly mainListeners: readonly Kind<'listen'>[]
  /** Lines that make a random value at boot and speak of a secret. */
  readonly bootSecrets: readonly { readonly file: string; readonly line: number }[]
}

export function factsOf(
  instances: readonly Instance[],
  { shared = [] }: { shared?: readonly string[] } = {},
): HookFacts {
  const isShared = (event: HookEvent) =>
    event.type === 'write' && shared.some((folder) => event.path.startsWith(`${folder}/`))
  const seen = instances.map(({ readyAt, port, events }) => ({
    readyAt,
    port,
    events: events().filter((event) => !isShared(event)),
  }))
  const pick = <T extends HookEvent['type']>(type: T, keep: (event: Kind<T>, readyAt: number) => boolean) =>
    seen.flatMap(({ events, readyAt }) =>
      events.filter((event): event is Kind<T> => event.type === type && keep(event as Kind<T>, readyAt)),
    )
  const isBoot = ({ at }: HookEvent, readyAt: number) => at <= readyAt
  return {
    isThere: seen.some(({ events }) => events.length > 0),
    writes: seen.flatMap(({ events, readyAt }) => lastingWrites(events, readyAt)),
    bootAppends: pick('write', (event, readyAt) => isBoot(event, readyAt) && event.appends),
    bootTimers: pick('timer', isBoot),
    otherListeners: seen.flatMap(({ events, port }) =>
      events.filter((event): event is Kind<'listen'> => event.type === 'listen' && event.port !== port),
    ),
    mainListeners: seen.flatMap(({ events, port }) =>
      events.filter((event): event is Kind<'listen'> => event.type === 'listen' && event.port === port),
    ),
    bootSecrets: unique(
      pick('random', isBoot).flatMap(({ file, line }) =>
        file !== undefined &&
        line !== undefined &&
        /secret|key|sign|jwt|cookie|csrf/i.test(codeAt(file, line))
          ? [{ file, line }]
          : [],
      ),
    ),
  }
}

function lastingWrites(events: readonly HookEvent[], readyAt: number): HookFacts['writes'][number][] {
  const paths = (type: 'read' | 'remove') =>
    new Set(events.flatMap((event) => (event.type === type ? [`${event.pid} ${event.path}`] : [])))
  const [read, removed] = [paths('read'), paths('remove')]
  return events.flatMap((event) => {
    if (event.type !== 'write' || event.at <= readyAt) return []
    if (/^mk/.test(event.how) || event.path.includes('/node_modules/')) return []
    const key = `${event.pid} ${event.path}`
    return removed.has(key) ? [] : [{ ...event, isReadAgain: read.has(key) }]
  })
}

/** The line of code, as the finding shows it. */
export function codeAt(file: string, line: number): string {
  try {
    return (readFileSync(file, 'utf8').split('\n')[line - 1] ?? '').trim().slice(0, 200)
  } catch {
    return ''
  }
}

function unique<T extends { file: string; line: number }>(places: readonly T[]): T[] {
  return [...new Map(places.map((place) => [`${place.file}:${place.line}`, place])).values()]
}
