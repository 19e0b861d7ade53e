/** `pnpm migrate`: a running stateful fleet becomes the stateless one under load, or goes back half way. */
import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, Option } from 'commander'
import { type PhaseName, phaseNames } from './phases.ts'
import { toText } from './print.ts'
import { runMigration } from './run-migration.ts'

interface MigrateOptions {
  readonly shoppers: string
  readonly instances: string
  readonly hold: string
  readonly rollbackAt?: PhaseName
  readonly skip: readonly PhaseName[]
  readonly json?: boolean
}

const reversible = phaseNames.filter((name) => name !== 'finish')
const command = new Command('migrate')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(
    'Moves a stateful fleet behind sticky sessions to the stateless one while shoppers shop, phase by phase,\nand judges by their ledgers. Exit code 0: nothing was lost, and it ended where it was meant to.',
  )
  .option('--shoppers <n>', 'shoppers, 4 to 300', '50')
  .option('--instances <n>', 'instances of each fleet, 1 to 4', '2')
  .option('--hold <seconds>', 'how long shoppers shop in each phase, 0.5 to 60', '3')
  .addOption(new Option('--rollback-at <phase>', 'go back from this phase').choices(reversible))
  .addOption(
    new Option('--skip <phases...>', 'leave phases out, to see what the ledger makes of it')
      .choices(phaseNames)
      .default([]),
  )
  .option('--json', 'print migration.json instead of the table')
  .addHelpText('after', `\nPhases: ${phaseNames.join(', ')}\nWhat each does: docs/migration.md`)
  .parse()

const options = command.opts<MigrateOptions>()
const settings = {
  shoppers: number('--shoppers', options.shoppers, { from: 4, to: 300 }),
  instances: number('--instances', options.instances, { from: 1, to: 4 }),
  holdSeconds: number('--hold', options.hold, { from: 0.5, to: 60, fraction: true }),
  rollbackAt: options.rollbackAt,
  skip: options.skip,
}
const log = (line: string) => console.error(line)
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    log('stopping …')
    interrupted.abort()
    process.once(signal, () => process.exit(130))
  })

const directory = newResultsDirectory()
try {
  const report = await runMigration({ ...settings, directory, log, signal: interrupted.signal })
  const file = join(directory, 'migration.json')
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
  console.log(options.json ? JSON.stringify(report, null, 2) : `\n${toText(report)}\n`)
  log(relative(process.cwd(), file))
  process.exitCode = report.verdict.ok ? 0 : 1
} catch (error) {
  if (!interrupted.signal.aborted) throw error
  process.exitCode = 130
}

function newResultsDirectory(now = new Date()) {
  const results = fileURLToPath(new URL('../../../../results/', import.meta.url))
  const name = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-migrate`
  mkdirSync(join(results, name), { recursive: true })
  return join(results, name)
}

interface Range {
  readonly from: number
  readonly to: number
  readonly fraction?: boolean
}

function number(name: string, text: string, { from, to, fraction = false }: Range): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= from && value <= to && (fraction || Number.isInteger(value)))
    return value
  return command.error(`${name} is a ${fraction ? '' : 'whole '}number from ${from} to ${to}`)
}
