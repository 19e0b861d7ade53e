#!/usr/bin/env node
/** `pnpm report`: differences between two runs. */
import { Command, Option } from 'commander'
import { type ComparisonFormat, compareRuns } from './compare-runs/compare-command.ts'
import { defaultJudging } from './compare-runs/compare-series.ts'
import { NothingToCompareError } from './compare-runs/read-series.ts'

interface CompareOptions {
  readonly format: ComparisonFormat
  readonly json?: boolean
  readonly alpha: number
  readonly tolerance: number
  readonly toleranceUntested: number
}

const program = new Command('report').description('Reads results of load tests.')

program
  .command('compare')
  .description('Says in what run b differs from run a. Exit code 1: b is worse; 2: nothing to compare.')
  .argument('<a>', 'a k6 summary, k6 JSON lines, a compare.json, or a folder of them: each file is a repeat')
  .argument('<b>', 'what is compared with it')
  .addOption(
    new Option('--format <format>', 'how to print it').choices(['text', 'markdown', 'json']).default('text'),
  )
  .option('--json', 'the same as --format json')
  .option('--alpha <p>', 'a difference counts from this p on', number, defaultJudging.alpha)
  .option(
    '--tolerance <percent>',
    'and when it is at least this large',
    number,
    defaultJudging.tolerancePercent,
  )
  .option(
    '--tolerance-untested <percent>',
    'the same where repeats are too few to test',
    number,
    defaultJudging.untestedTolerancePercent,
  )
  .addHelpText(
    'after',
    '\nExamples:\n  pnpm report compare before.json after.json\n  pnpm report compare runs/main runs/branch --format markdown',
  )
  .action(compare)

await program.parseAsync()

async function compare(a: string, b: string, options: CompareOptions) {
  const judging = {
    ...defaultJudging,
    alpha: options.alpha,
    tolerancePercent: options.tolerance,
    untestedTolerancePercent: options.toleranceUntested,
  }
  try {
    const format = options.json ? 'json' : options.format
    const { output, exitCode } = await compareRuns(a, b, { format, judging })
    process.stdout.write(output)
    process.exitCode = exitCode
  } catch (error) {
    if (!(error instanceof NothingToCompareError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}

function number(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) program.error(`"${text}" is not a number of 0 or more`)
  return value
}
