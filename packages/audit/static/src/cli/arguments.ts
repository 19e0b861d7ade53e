import { parseArgs } from 'node:util'
import { type Severity, severities } from '../finding.ts'

export const formats = ['text', 'json', 'sarif', 'markdown', 'html', 'worksheet'] as const
export type Format = (typeof formats)[number]

export interface Arguments {
  readonly folder: string
  readonly format: Format
  readonly output: string | undefined
  readonly failOn: Severity | 'none'
  readonly ignore: readonly string[]
  readonly baseline: string | undefined
  readonly writeBaseline: string | undefined
  readonly all: boolean
  readonly entry: string | undefined
}

/** Thrown for a call that cannot be understood; the message says what to write instead. */
export class UsageError extends Error {}

export const usage = `state-audit <folder> [options]
state-audit probe --start "<command>" --scenario <file>    at run time, with two instances: state-audit probe --help

Finds the state that a Node app keeps in its process or on its machine: what breaks, or works less well, as soon as a
second instance runs. Reads JavaScript and TypeScript; runs nothing and changes nothing.

  --format <name>          ${formats.join(', ')} (default: text)
  --json                   the same as --format json
  --output <file>          write there instead of to the standard output
  --fail-on <severity>     exit with 1 at this severity or above: breaks, degrades, check, none (default: breaks)
  --ignore <glob>          leave out, in the syntax of .gitignore; may be given more than once
  --entry <part>           of a workspace, report only what this part imports: --entry apps/shop
  --all                    read tests, build output, browser code and scripts too
  --baseline <file>        report only what is not in this baseline
  --write-baseline <file>  write what is found as the baseline, and end with 0
  --help, --version

A line is left in peace by a comment with a reason, on it or above it:  // state-audit-ignore: warm-up data, the same everywhere
Exit code: 0 nothing at or above --fail-on, 1 findings, 2 could not run.`

export function readArguments(argv: readonly string[]): Arguments | 'help' | 'version' {
  const { values, positionals } = parse(argv)
  if (values.help) return 'help'
  if (values.version) return 'version'
  const [folder, ...rest] = positionals
  if (folder === undefined) throw new UsageError('name the folder to read: state-audit <folder>')
  if (rest.length > 0) throw new UsageError(`one folder at a time, not ${positionals.join(' and ')}`)
  const format = oneOf('--format', values.json ? 'json' : (values.format ?? 'text'), formats)
  const failOn = oneOf('--fail-on', values['fail-on'] ?? 'breaks', [...severities, 'none'] as const)
  return {
    folder,
    format,
    failOn,
    output: values.output,
    ignore: values.ignore ?? [],
    baseline: values.baseline,
    writeBaseline: values['write-baseline'],
    all: values.all ?? false,
    entry: values.entry?.replace(/^\.\/|\/$/g, ''),
  }
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: text,
        json: flag,
        output: text,
        'fail-on': text,
        ignore: { type: 'string', multiple: true },
        all: flag,
        entry: text,
        baseline: text,
        'write-baseline': text,
        help: { ...flag, short: 'h' },
        version: flag,
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** The name that an option was given, out of those that it takes. */
export function oneOf<T extends string>(option: string, value: string, names: readonly T[]): T {
  const found = names.find((name) => name === value)
  if (found === undefined) throw new UsageError(`${option} takes ${names.join(', ')}, not ${value}`)
  return found
}
