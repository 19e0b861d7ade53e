/** `pnpm chaos`: shoppers shop on two devices while faults happen by a schedule, and everything is judged at the end. */
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { newResultsDirectory } from '@unsticky/measure/results-directory'
import { Command } from 'commander'
import { createProgressLine } from './progress-line.ts'
import { runChaos } from './run-chaos.ts'
import { scheduleOf } from './schedule.ts'
import { scheduleToText, toText } from './to-text.ts'

interface Options {
  readonly minutes: string
  readonly seed?: string
  readonly shoppers: string
  readonly instances: string
  readonly json?: boolean
  readonly list?: boolean
}

const command = new Command('chaos')
  .description(
    'The stateless shop under steady load and faults drawn by a seed: kills, freezes, slow and cut connections, clock\n' +
      'steps, key rotations, restarts, bursts. Exit code 0: nothing acknowledged was lost or doubled; 1: something was;\n' +
      '2: cannot run like that; 130: stopped.',
  )
  .option('--minutes <n>', 'how long, 0.5 to 240', '2')
  .option('--seed <n>', 'the same number gives the same schedule; a random one unless given')
  .option('--shoppers <n>', 'at a time, each on two devices, 1 to 100', '10')
  .option('--instances <n>', '2 to 6', '3')
  .option('--list', 'print the schedule and run nothing')
  .option('--json', 'print the result, or the schedule, as JSON')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()

const options = command.opts<Options>()
const minutes = number('--minutes', options.minutes, { from: 0.5, to: 240 })
const seed =
  options.seed === undefined
    ? Math.floor(Math.random() * 1_000_000)
    : whole('--seed', options.seed, { from: 0, to: 2 ** 32 - 1 })
const shoppers = whole('--shoppers', options.shoppers, { from: 1, to: 100 })
const instances = whole('--instances', options.instances, { from: 2, to: 6 })
const seconds = Math.round(minutes * 60)

if (options.list) list()
else process.exitCode = await run()

function list() {
  const schedule = scheduleOf({ seed, seconds })
  console.log(options.json ? JSON.stringify({ seed, seconds, schedule }, null, 2) : scheduleToText(schedule))
}

async function run(): Promise<number> {
  const stop = stopOnSignal()
  const directory = newResultsDirectory('chaos')
  const line = createProgressLine()
  line.log(
    `seed ${seed}, ${minutes} minutes, ${shoppers} shoppers on two devices each, ${instances} instances`,
  )
  const result = await runChaos({
    ...{ seed, seconds, shoppers, instances, directory, signal: stop, log: line.log },
    onProgress: line.update,
  }).finally(line.end)
  if (!result) {
    line.log(`Stopped. What was written down until then: ${relative(process.cwd(), directory)}`)
    return 130
  }
  writeFileSync(join(directory, 'chaos.json'), `${JSON.stringify(result, null, 2)}\n`)
  console.log(options.json ? JSON.stringify(result, null, 2) : `\n${toText(result)}`)
  line.log(relative(process.cwd(), directory))
  return result.ok ? 0 : 1
}

/** The first Ctrl-C ends the run in order, a second one at once. */
function stopOnSignal(): AbortSignal {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      console.error('\nStopping. Once more Ctrl-C ends at once.')
      stop.abort()
      process.once('SIGINT', () => process.exit(130)) // the process groups end what runs
    })
  return stop.signal
}

function whole(name: string, text: string, range: Range): number {
  const value = number(name, text, range)
  return Number.isInteger(value) ? value : refuse(name, `a whole number from ${range.from} to ${range.to}`)
}

interface Range {
  readonly from: number
  readonly to: number
}

function number(name: string, text: string, { from, to }: Range): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return value >= from && value <= to ? value : refuse(name, `from ${from} to ${to}`)
}

function refuse(name: string, wanted: string): never {
  return command.error(`${name} is ${wanted}`, { exitCode: 2 })
}
