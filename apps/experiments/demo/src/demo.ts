/** `pnpm demo`: the same shop three times under the same shoppers, an instance killed, and a verdict. */
import { join, relative } from 'node:path'
import { newResultsDirectory } from '@unsticky/measure/results-directory'
import { toTerminal, writeComparison } from '@unsticky/report'
import { type SessionStoreName, sessionStores } from '@unsticky/shop-stateless/config'
import { Command, Option } from 'commander'
import open from 'open'
import { compareAll } from './compare-all.ts'
import { keepBoth } from './keep-both.ts'

interface DemoOptions {
  readonly shoppers: string
  readonly instances: string
  readonly cartStore: 'valkey' | 'session'
  readonly sessionStore: SessionStoreName
  readonly repeats: string
  readonly open?: boolean
  readonly keep?: boolean
  readonly json?: boolean
}

const command = new Command('demo')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(
    'Runs the stateful shop behind round robin and behind sticky sessions, and the stateless shop, on the\nsame shoppers; kills one instance of each and counts what was lost. Exit code 0: the verdict holds.',
  )
  .option('--shoppers <n>', 'shoppers per fleet, 10 to 300', '100')
  .option('--instances <n>', 'instances per fleet, 2 to 6', '3')
  .option(
    '--cart-store <store>',
    '"session" puts the stateless cart into the session: the verdict must fail',
    'valkey',
  )
  .addOption(
    new Option('--session-store <store>', 'where the stateless shop keeps its sessions')
      .choices(sessionStores)
      .default('elasticache'),
  )
  .option('--repeats <n>', 'how often each fleet runs, in turns, 1 to 10', '1')
  .option('--open', 'open the page with the results')
  .option('--keep', 'no shoppers: start both shops and leave them up until Ctrl-C')
  .option('--json', 'print compare.json instead of the table')
  .parse()

const options = command.opts<DemoOptions>()
const shoppers = wholeNumber('--shoppers', options.shoppers, { from: 10, to: 300 })
const instances = wholeNumber('--instances', options.instances, { from: 2, to: 6 })
const repeats = wholeNumber('--repeats', options.repeats, { from: 1, to: 10 })
if (!['valkey', 'session'].includes(options.cartStore)) command.error('--cart-store is "valkey" or "session"')
const log = (line: string) => console.error(line)

if (options.keep) await keepBoth({ instances, log })
else await compare()

async function compare() {
  const directory = newResultsDirectory('demo')
  const { cartStore, sessionStore } = options
  const comparison = await compareAll({
    ...{ shoppers, instances, cartStore, sessionStore, repeats, directory, log },
  })
  const { jsonFile, htmlFile, markdownFile } = await writeComparison(directory, comparison)
  console.log(
    options.json
      ? JSON.stringify(comparison.json, null, 2)
      : `\n${toTerminal(comparison.json, { colors: process.stdout.isTTY })}\n`,
  )
  for (const file of [jsonFile, htmlFile, markdownFile]) log(relative(process.cwd(), file))
  if (options.open) await open(join(htmlFile))
  process.exitCode = comparison.json.verdict.ok ? 0 : 1
}

function wholeNumber(name: string, text: string, { from, to }: { from: number; to: number }): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < from || number > to)
    command.error(`${name} is a whole number from ${from} to ${to}`)
  return number
}
