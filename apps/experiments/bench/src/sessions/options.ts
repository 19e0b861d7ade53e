import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { between, someOf } from '../option-values.ts'
import { type StoreName, storeNames } from './stores.ts'

const defaultOutput = fileURLToPath(new URL('../../../../../results/bench/', import.meta.url))

export interface SessionBenchOptions {
  readonly names: readonly StoreName[]
  readonly rounds: number
  readonly cellMs: number
  readonly output: string
  readonly kill: boolean
  readonly json: boolean
}

/** Reads the command line; ends the process with a message that says what is wrong with it. */
export function readSessionOptions(): SessionBenchOptions {
  const { only, ...options } = new Command('bench sessions')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .description(
      'Compares the session stores in one run, in turns: latency and throughput of get, touch, set and destroy, what is lost by a kill, and what a million sessions cost. Writes sessions.json and sessions.md.',
    )
    .option(
      '--only <names>',
      `with commas, of ${storeNames.join(', ')}; the first is the base`,
      someOf(storeNames),
      [...storeNames],
    )
    .option('--rounds <n>', 'how often each is measured', between(1, 20), 5)
    .option('--cell-ms <n>', 'milliseconds for each figure of a round', between(20, 2000), 200)
    .option('--output <folder>', 'where the results go', defaultOutput)
    .option('--no-kill', 'leave out what is lost by a kill')
    .option('--json', 'print the result as JSON', false)
    .addHelpText('after', '\nAbout 50 seconds. Prices: apps/experiments/bench/src/sessions/prices.json')
    .parse()
    .opts<Omit<SessionBenchOptions, 'names'> & { only: readonly StoreName[] }>()
  return { ...options, names: only }
}
