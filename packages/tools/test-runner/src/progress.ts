import { stat } from 'node:fs/promises'
import { setInterval as everySecond } from 'node:timers/promises'
import { describeTime } from './describe-time.ts'

export interface ProgressOptions {
  /** Name of each suite, and the file that it writes when it ends. */
  readonly suites: readonly { readonly name: string; readonly reportPath: string }[]
  /** Seconds that each suite took last time, by name. */
  readonly lastTimes: Readonly<Record<string, number>>
  /** Packages that may run side by side. */
  readonly concurrency: number
  readonly signal: AbortSignal
  /** One line for a terminal that is rewritten, or a line for each change elsewhere. */
  readonly show: (line: string) => void
}

/** Says which suites have ended and how many are left, until the signal aborts. */
export async function showProgress({ suites, signal, ...options }: ProgressOptions): Promise<void> {
  const startedAt = Date.now()
  const left = new Set(suites.map(({ name }) => name))
  let saidAt = startedAt
  try {
    for await (const _ of everySecond(1000, undefined, { signal })) {
      const ended = await endedOf(suites, { left, since: startedAt })
      for (const name of ended) left.delete(name)
      const isQuiet = Date.now() - saidAt > 60_000
      if (ended.length === 0 && !isQuiet) continue
      saidAt = Date.now()
      options.show(
        progressLine({ ...options, ended, left, total: suites.length, passedMs: saidAt - startedAt }),
      )
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

interface Line extends Pick<ProgressOptions, 'lastTimes' | 'concurrency'> {
  readonly ended: readonly string[]
  readonly left: ReadonlySet<string>
  readonly total: number
  readonly passedMs: number
}

/** "12 of 31 suites, 4 min; 19 left, about 6 min: fleet, http, … (ended: cart)" */
export function progressLine({ ended, left, total, passedMs, lastTimes, concurrency }: Line): string {
  const names = [...left].map(shortName)
  const shown = names.length > 4 ? [...names.slice(0, 4), '…'] : names
  const justEnded = ended.length > 0 ? ` (ended: ${ended.map(shortName).join(', ')})` : ''
  const head = `${total - left.size} of ${total} suites, ${describeTime(passedMs / 1000)}`
  if (left.size === 0) return `${head}${justEnded}`
  return `${head}; ${left.size} left${estimate([...left], { lastTimes, concurrency })}: ${shown.join(', ')}${justEnded}`
}

/** Nothing is estimated before every suite that is left has been timed once. */
function estimate(
  left: readonly string[],
  { lastTimes, concurrency }: Pick<Line, 'lastTimes' | 'concurrency'>,
) {
  if (left.some((name) => lastTimes[name] === undefined)) return ''
  const times = left.map((name) => lastTimes[name] ?? 0)
  const sum = times.reduce((all, seconds) => all + seconds, 0)
  return `, about ${describeTime(Math.max(sum / concurrency, ...times))}`
}

async function endedOf(
  suites: ProgressOptions['suites'],
  { left, since }: { left: ReadonlySet<string>; since: number },
): Promise<string[]> {
  const ended: string[] = []
  for (const { name, reportPath } of suites) {
    if (!left.has(name)) continue
    const writtenAt = await stat(reportPath).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    )
    if (writtenAt >= since) ended.push(name)
  }
  return ended
}

const shortName = (name: string) => name.replace('@unsticky/', '')
