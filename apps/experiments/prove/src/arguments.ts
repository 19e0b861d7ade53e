import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Routing } from '@unsticky/fleet'
import { numberOf, pairOf, UsageError } from '@unsticky/state-audit/probe'

export const usage = `pnpm prove --start "<command>" --scenario <file> [options]

Runs any app as several instances behind a real balancer on this machine. Visitors go through the scenario; meanwhile one
instance is killed and another one replaced. Then each visitor reads again, and what it finds is compared with what it was
told was saved. Shared services (a database, Redis) must run beforehand.

  --start <command>      how one instance starts; it takes its port from PORT, or from {port} in the command
  --scenario <file>      steps in JSON, as for "state-audit probe"
  --har <file>           or a recording of a browser; --origin <origin> says whose requests are replayed
  --cwd <folder>         where it starts (default: here)
  --env <KEY=value>      a variable for the app; may be given more than once
  --port-env <name>      the variable that tells the app its port (default: PORT)
  --ready </path>        any answer here means that it is ready (default: /)
  --routing <name>       round-robin, sticky or both (default: both)
  --instances <n>        2 to 6 (default: 3)
  --visitors <n>         4 to 200 (default: 40)
  --rate <n>             visitors that come in a second, 1 to 50 (default: 10)
  --devices <1|2>        2: who reads again does so without the balancer's cookie, as from another device (default: 1)
  --title <text>         what the page is headed with
  --output <folder>      for compare.json and compare.html (default: results/<time>-prove)
  --json                 print compare.json
  --help

Exit code: 0 nobody lost anything, 1 somebody did, 2 could not run.`

export interface Arguments {
  readonly start: string
  readonly cwd: string
  readonly scenario: string | undefined
  readonly har: string | undefined
  readonly origin: string | undefined
  readonly env: Readonly<Record<string, string>>
  readonly portEnv: string
  readonly ready: string
  readonly routings: readonly Routing[]
  readonly instances: number
  readonly visitors: number
  readonly perSecond: number
  readonly devices: 1 | 2
  readonly title: string
  readonly output: string | undefined
  readonly json: boolean
}

export function readArguments(argv: readonly string[]): Arguments | 'help' {
  const values = parse(argv)
  if (values.help) return 'help'
  if (!values.start) throw new UsageError('say how the app starts: --start "node server.js"')
  if ((values.scenario === undefined) === (values.har === undefined))
    throw new UsageError('name what visitors do: --scenario <file> or --har <file>, one of them')
  const { routing = 'both', ready = '/' } = values
  if (!/^(round-robin|sticky|both)$/.test(routing))
    throw new UsageError(`--routing takes round-robin, sticky or both, not ${routing}`)
  if (!ready.startsWith('/')) throw new UsageError(`--ready takes a path that starts with "/", not ${ready}`)
  return {
    start: values.start,
    cwd: resolve(values.cwd ?? '.'),
    ...{ scenario: values.scenario, har: values.har, origin: values.origin, output: values.output, ready },
    env: Object.fromEntries((values.env ?? []).map(pairOf)),
    portEnv: values['port-env'] ?? 'PORT',
    routings: routing === 'both' ? ['round-robin', 'sticky'] : [routing as Routing],
    instances: numberOf('--instances', values.instances ?? '3', { least: 2, most: 6 }),
    visitors: numberOf('--visitors', values.visitors ?? '40', { least: 4, most: 200 }),
    perSecond: numberOf('--rate', values.rate ?? '10', { least: 1, most: 50 }),
    devices: numberOf('--devices', values.devices ?? '1', { least: 1, most: 2 }) as 1 | 2,
    title: values.title ?? values.start,
    json: values.json ?? false,
  }
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const names = ['start', 'cwd', 'scenario', 'har', 'origin', 'port-env', 'ready', 'routing'] as const
  const more = ['instances', 'visitors', 'rate', 'devices', 'title', 'output'] as const
  type Name = (typeof names)[number] | (typeof more)[number]
  const texts = Object.fromEntries([...names, ...more].map((name) => [name, text])) as Record<
    Name,
    typeof text
  >
  try {
    return parseArgs({
      args: [...argv],
      options: {
        ...texts,
        env: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
