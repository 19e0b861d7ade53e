import { parseArgs } from 'node:util'
import { type CompareOptions, type ComparisonFormat, compareRuns } from './compare-runs.ts'
import { defaultJudging, type Judging } from './judge/judging.ts'
import { NothingToCompareError } from './measure.ts'

export const help = `Usage: k6-compare <a> <b> [options]

Says whether k6 run b is worse than run a, that it is not, or that so few repeats cannot tell.
<a> and <b> are k6 summaries (--summary-export, handleSummary), points (--out json=…, --out csv=…), also
compressed, or folders of them. Each run in a folder is one repeat; its summary and its points count once.

Options:
  --markdown                  print Markdown for a pull request's comment
  --json                      print JSON
  --smallest-change <percent> the smallest change that matters (${defaultJudging.smallestChangePercent})
  --smallest-ms <ms>          and of times, in milliseconds (${defaultJudging.smallestChangeMs})
  --alpha <p>                 false alarms of the whole comparison (${defaultJudging.alpha})
  --primary <measure>         a measure that is tested for itself; may be repeated
                              (${defaultJudging.primary.join(', ')})
  --lower-is-better <metric>  a metric of your own of which less is good; may be repeated
  --higher-is-better <metric> and of which more is good. Thresholds say so, too
  --by-size <percent>         with too few repeats to test, take a change of times by this much as one
  --help

Exit codes, for CI:
  0  b is not worse
  1  b is worse
  2  nothing to compare: no such file, a file that was cut off, a run without a request, wrong options
  3  cannot tell; the output says how many repeats of each would

Examples:
  k6-compare main.json branch.json
  k6-compare runs/main runs/branch --markdown > comment.md
  k6-compare runs/main runs/branch --primary "p95 of GET /cart" --smallest-change 5
`

interface Output {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
}

const toProcess: Output = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
}

/** Resolves to the exit code. `read` is for results of another tool than k6. */
export async function runCli(
  args: readonly string[],
  { read, output = toProcess }: { readonly read?: CompareOptions['read']; readonly output?: Output } = {},
): Promise<number> {
  try {
    const chosen = parse(args)
    if (chosen === 'help') {
      output.out(help)
      return 0
    }
    const { a, b, format, judging } = chosen
    const { output: text, exitCode } = await compareRuns(a, b, { format, judging, ...(read && { read }) })
    output.out(text)
    return exitCode
  } catch (error) {
    if (!(error instanceof NothingToCompareError) && !isUsage(error)) throw error
    output.error(`${(error as Error).message.split('\n', 1)[0]}\n`)
    return 2
  }
}

interface Chosen {
  readonly a: string
  readonly b: string
  readonly format: ComparisonFormat
  readonly judging: Judging
}

class UsageError extends Error {}

const isUsage = (error: unknown) =>
  error instanceof UsageError ||
  String((error as { code?: unknown } | undefined)?.code).startsWith('ERR_PARSE_ARGS')

function parse(args: readonly string[]): Chosen | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      markdown: { type: 'boolean' },
      json: { type: 'boolean' },
      format: { type: 'string' },
      'smallest-change': { type: 'string' },
      'smallest-ms': { type: 'string' },
      alpha: { type: 'string' },
      primary: { type: 'string', multiple: true },
      'lower-is-better': { type: 'string', multiple: true },
      'higher-is-better': { type: 'string', multiple: true },
      'by-size': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return 'help'
  const [a, b, ...others] = positionals
  if (a === undefined || b === undefined || others.length > 0)
    throw new UsageError('Two paths are needed: k6-compare <a> <b>. --help says more.')
  const usual = defaultJudging
  return {
    ...{ a, b, format: formatOf(values) },
    judging: {
      ...usual,
      alpha: number('--alpha', values.alpha, { usual: usual.alpha, most: 0.5 }),
      smallestChangePercent: number('--smallest-change', values['smallest-change'], {
        usual: usual.smallestChangePercent,
      }),
      smallestChangeMs: number('--smallest-ms', values['smallest-ms'], { usual: usual.smallestChangeMs }),
      primary: values.primary ?? usual.primary,
      lowerIsBetter: values['lower-is-better'] ?? [],
      higherIsBetter: values['higher-is-better'] ?? [],
      ...(values['by-size'] !== undefined && {
        bySizePercent: number('--by-size', values['by-size'], { usual: 0 }),
      }),
    },
  }
}

function formatOf({
  markdown,
  json,
  format,
}: {
  markdown?: boolean
  json?: boolean
  format?: string
}): ComparisonFormat {
  if (markdown) return 'markdown'
  if (json) return 'json'
  if (format === undefined) return 'text'
  if (format === 'text' || format === 'markdown' || format === 'json') return format
  throw new UsageError('--format is text, markdown or json')
}

function number(
  option: string,
  text: string | undefined,
  { usual, most = Number.POSITIVE_INFINITY }: { usual: number; most?: number },
): number {
  const value = text === undefined ? usual : Number(text)
  if (!(value >= 0 && value <= most))
    throw new UsageError(`${option} is a number from 0${most < 1e9 ? ` to ${most}` : ''}`)
  return value
}
