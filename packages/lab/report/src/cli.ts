#!/usr/bin/env node
/** `pnpm report`: the page of a run anew, and differences between two runs. */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Command } from 'commander'
import { runCompare } from './compare-runs/index.ts'
import { defaultRequestsPerMonth } from './cost/cost.ts'
import { readPrices } from './cost/prices.ts'
import { NoResultsError, rebuildComparison } from './rebuild.ts'
import { toMarkdown, toTerminal } from './text-tables.ts'
import { writeComparison } from './write-comparison.ts'

interface PageOptions {
  readonly requestsPerMonth: number
  readonly usersPerMonth?: number
  readonly prices?: string
  readonly json?: boolean
  readonly markdown?: boolean
  readonly out?: string
}

const program = new Command('report')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description('Reads results of load tests.')

program
  .command('page', { isDefault: true })
  .description(
    'Makes compare.html, compare.json and compare.md of a result folder anew from its raw results.',
  )
  .argument('[folder]', 'a folder of results/; unless given, the latest that holds a comparison')
  .option('--requests-per-month <n>', 'traffic of the cost card', number, defaultRequestsPerMonth)
  .option('--users-per-month <n>', 'people who come in a month; unless given, one for each visit', number)
  .option(
    '--prices <file>',
    'a price table of your own; packages/lab/report/src/cost/prices.json is the form',
  )
  .option(
    '--out <folder>',
    'write it there, without the list of raw files: to keep a run that others shall see',
  )
  .option('--json', 'print compare.json')
  .option('--markdown', 'print the table in Markdown')
  .action(makePage)

program
  .command('compare')
  .description(
    'Says in what run b differs from run a: k6-compare, for results of ours, too. `compare --help` says more.',
  )
  .helpOption(false)
  .allowUnknownOption()
  .argument('[args...]')
  .action(async (_args, _options, { args }: Command) => {
    process.exitCode = await runCompare(args)
  })

await program.parseAsync()

async function makePage(folder: string | undefined, options: PageOptions) {
  try {
    const results = folder ?? (await latestResults())
    const prices = readPrices(options.prices)
    const isKept = options.out !== undefined
    const comparison = await rebuildComparison(results, { ...options, prices, isKept })
    const files = await writeComparison(options.out ?? results, comparison)
    const { json } = comparison
    const table = options.markdown ? toMarkdown(json) : toTerminal(json, { colors: process.stdout.isTTY })
    process.stdout.write(options.json ? `${JSON.stringify(json, null, 2)}\n` : table)
    for (const file of Object.values(files)) console.error(relative(process.cwd(), file))
    process.exitCode = json.verdict.ok ? 0 : 1
  } catch (error) {
    if (!(error instanceof NoResultsError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}

async function latestResults(): Promise<string> {
  const root = join(import.meta.dirname, '../../../../results')
  const names = (await readdir(root).catch(() => [])).sort().reverse()
  const found = names.find((name) => existsSync(join(root, name, 'compare.json')))
  if (!found) throw new NoResultsError(`${root} holds no comparison yet. \`pnpm demo\` makes one.`)
  return join(root, found)
}

function number(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) program.error(`"${text}" is not a number of 0 or more`)
  return value
}
