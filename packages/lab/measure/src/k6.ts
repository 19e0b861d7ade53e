/** Runs one k6 script as a process and waits for its end. */
import type { ProcessGroup } from '@unsticky/processes'

export interface K6Run {
  readonly k6Path: string
  readonly script: string
  /** Becomes `__ENV` of the script. */
  readonly env: Readonly<Record<string, string>>
  /** Where k6 writes every measured point, as JSON lines; unless given, points are not kept. */
  readonly pointsFile?: string
  /** Where `console.log` of the script goes: the history. */
  readonly historyFile: string
  readonly timeoutMs: number
  /** Told the process id, for whoever watches the generator. */
  readonly onStart?: (pid: number) => void
  /** Kills k6. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Whether all thresholds of the script hold. Throws when k6 fails for another reason than a crossed threshold (99),
 * which is a result.
 */
export async function runK6(
  group: ProcessGroup,
  { k6Path, script, env, pointsFile, historyFile, timeoutMs, onStart, signal }: K6Run,
): Promise<boolean> {
  const settings = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`])
  const points = pointsFile ? ['--out', `json=${pointsFile}`] : []
  const outputs = [...points, '--console-output', historyFile, '--log-format', 'raw']
  const child = await group.spawn({
    name: 'k6',
    command: k6Path,
    args: ['run', '--quiet', '--no-usage-report', '--address', '', ...outputs, ...settings, script],
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  })
  onStart?.(child.pid)
  const kill = () => child.signal('SIGKILL')
  const timer = setTimeout(kill, timeoutMs)
  signal?.addEventListener('abort', kill, { once: true })
  if (signal?.aborted) kill()
  const { code, signal: endedBy } = await child.exited
  clearTimeout(timer)
  signal?.removeEventListener('abort', kill)
  if (code !== 0 && code !== 99) throw new Error(`k6 ended with ${endedBy ?? code}:\n${child.logTail()}`)
  return code === 0
}
