/** `pnpm overload`: a fleet at once, twice, four and eight times what it can serve, with and without its protection. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newResultsDirectory } from '@unsticky/measure/results-directory'
import { Command } from 'commander'
import { startStage } from '../start-stage.ts'
import { judge } from './judge.ts'
import { type Measured, measureCapacity, measureOverload } from './measure.ts'
import { createSender, type Shopper } from './shoppers.ts'
import { toTable } from './table.ts'

interface Options {
  readonly step: string
  readonly seconds: string
  readonly workMs: string
  readonly instances: string
  readonly unprotected?: boolean
}

const command = new Command('overload')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(
    'Offers a fleet 1, 2, 4 and 8 times what it can serve. Exit code 0: the goals hold; 1: one does not.',
  )
  .option('--step <step>', 'which version of the shop', 'stateless')
  .option('--seconds <n>', 'of each load', '10')
  .option('--work-ms <n>', 'processor time that each served request costs on top', '20')
  .option('--instances <n>', 'how many', '2')
  .option('--unprotected', 'without the refusal of what cannot be served, for comparison')
  .parse()
const options = command.opts<Options>()
process.exitCode = await run()

async function run(): Promise<number> {
  const directory = newResultsDirectory('overload')
  await using stage = await startStage({
    step: options.step,
    instances: Number(options.instances),
    // A session of the stateful shop is known to one instance.
    routing: options.step === 'stateful' ? 'sticky' : 'round-robin',
    failureHandling: 'resilient',
    directory,
    log: (line) => console.error(`  ${line}`),
    settings: () => ({
      WORK_MS: options.workMs,
      NODE_OPTIONS: `--import=${new URL('./heavier.ts', import.meta.url).href}`,
      OVERLOAD_DELAY_MS: options.unprotected ? '0' : '75',
    }),
  })
  const sender = createSender(stage.fleet.url)
  const shoppers: Shopper[] = []
  for (let index = 0; index < 12; index += 1) shoppers.push(await sender.signUp())
  const setting = { fleet: stage.fleet, sender, shoppers }
  const seconds = Number(options.seconds)
  await measureCapacity(setting, { seconds: 2 })
  const capacity = await measureCapacity(setting, { seconds })
  console.error(`serves ${capacity.toFixed(0)} requests a second`)
  const rows: Measured[] = []
  for (const times of [1, 2, 4, 8]) {
    rows.push(await measureOverload(setting, { times, rate: capacity * times, seconds }))
    console.error(JSON.stringify(rows.at(-1)))
  }
  sender.close()
  const claims = judge(rows, { capacity })
  const isProtected = options.unprotected !== true
  writeFileSync(
    join(directory, 'overload.json'),
    `${JSON.stringify({ schema: 1, ...options, isProtected, capacity, rows, claims }, null, 2)}\n`,
  )
  console.log(toTable(rows, { capacity }))
  for (const { claim, holds } of claims) console.log(`${holds ? '✓' : '✗'} ${claim}`)
  return claims.every(({ holds }) => holds) ? 0 : 1
}
