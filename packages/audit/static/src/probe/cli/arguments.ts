import { parseArgs } from 'node:util'
import { formats, oneOf, UsageError } from '../../cli/arguments.ts'
import { severities } from '../../finding.ts'
import { numberOf, pairOf } from './option-values.ts'

export interface ProbeArguments {
  readonly start: string
  readonly cwd: string
  readonly scenario: string | undefined
  readonly har: string | undefined
  readonly origin: string | undefined
  readonly env: Readonly<Record<string, string>>
  readonly portEnv: string
  readonly forcePort: boolean
  readonly ready: string
  readonly timeoutSeconds: number
  readonly sessions: number
  readonly restarts: number
  /** Folders that all instances share (EFS, NFS): what is written there is in its place. */
  readonly shared: readonly string[]
  /** Folder of the static part; undefined for the app's own, null for none. */
  readonly static: string | undefined | null
  /** Of a workspace: join only with what this part imports. */
  readonly entry: string | undefined
  readonly format: (typeof formats)[number]
  readonly output: string | undefined
  readonly failOn: (typeof severities)[number] | 'none'
}

export const probeUsage = `state-audit probe --start "<command>" --scenario <file> [options]

Starts two instances of an app on this machine, walks through a scenario, and looks whether the second instance knows what
the first one was told, and whether the first one remembers it after a restart. A hook inside the app notes files, timers
and memory. It asks nobody but the app that it starts; shared services (a database, Redis) must run beforehand.

  --start <command>        how one instance starts; {port} and {instance} (a or b) are filled in
  --scenario <file>        steps in JSON; scenario.schema.json of this package describes them
  --har <file>             or a recording of a browser: developer tools, network, "Save all as HAR"
  --origin <origin>        whose requests of the recording are replayed (default: the first one's)
  --cwd <folder>           where it starts (default: here)
  --env <KEY=value>        a variable for the app, may be given more than once: --env DISK=/tmp/disk-{instance}
  --port-env <name>        the variable that tells the app its port (default: PORT)
  --force-port             for an app whose port is written in its code: the hook puts the given one in its place
  --ready </path>          any answer here means that it is ready (default: /)
  --timeout <seconds>      how long a start may take (default: 30)
  --sessions <n>           sessions to measure the memory with (default: 200; 0 leaves it out)
  --restarts <n>           at how many places of the scenario to restart (default: 3)
  --shared <folder>        a folder that all instances share (EFS, NFS); may be given more than once
  --static <folder>        join with what the static part finds there (default: --cwd); paths are relative to it
  --entry <part>           … and of a workspace only with what this part imports: --entry apps/shop
  --no-static              leave the static part out
  --format <name>          ${formats.join(', ')} (default: text); --json
  --output <file>, --fail-on <severity>, --help    as without "probe"

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 could not run.

Example:
  state-audit probe --start "node server.js" --scenario scenario.json
  with scenario.json: { "steps": [
    { "method": "POST", "path": "/todos", "json": { "title": "tea" }, "capture": { "id": { "json": "$.id" } } },
    { "path": "/todos/{{id}}" } ] }`

export function readProbeArguments(argv: readonly string[]): ProbeArguments | 'help' {
  const values = parse(argv)
  if (values.help) return 'help'
  if (!values.start) throw new UsageError('say how the app starts: --start "node server.js"')
  if ((values.scenario === undefined) === (values.har === undefined))
    throw new UsageError('name what to do with the app: --scenario <file> or --har <file>, one of them')
  const ready = values.ready ?? '/'
  if (!ready.startsWith('/')) throw new UsageError(`--ready takes a path that starts with "/", not ${ready}`)
  return {
    start: values.start,
    cwd: values.cwd ?? '.',
    scenario: values.scenario,
    har: values.har,
    origin: values.origin,
    env: Object.fromEntries((values.env ?? []).map(pairOf)),
    portEnv: values['port-env'] ?? 'PORT',
    forcePort: values['force-port'] ?? false,
    ready,
    timeoutSeconds: numberOf('--timeout', values.timeout ?? '30', { least: 1, most: 600 }),
    sessions: numberOf('--sessions', values.sessions ?? '200', { least: 0, most: 10_000 }),
    restarts: numberOf('--restarts', values.restarts ?? '3', { least: 0, most: 20 }),
    shared: values.shared ?? [],
    static: values['no-static'] ? null : values.static,
    entry: values.entry?.replace(/^\.\/|\/$/g, ''),
    format: oneOf('--format', values.json ? 'json' : (values.format ?? 'text'), formats),
    output: values.output,
    failOn: oneOf('--fail-on', values['fail-on'] ?? 'breaks', [...severities, 'none'] as const),
  }
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...argv],
      options: {
        start: text,
        scenario: text,
        har: text,
        origin: text,
        cwd: text,
        env: { type: 'string', multiple: true },
        'port-env': text,
        'force-port': flag,
        ready: text,
        timeout: text,
        sessions: text,
        restarts: text,
        shared: { type: 'string', multiple: true },
        static: text,
        'no-static': flag,
        entry: text,
        format: text,
        json: flag,
        output: text,
        'fail-on': text,
        help: { ...flag, short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
