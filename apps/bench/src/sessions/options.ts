import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError } from 'commander'
import { type StoreName, storeNames } from './stores.ts'

const defaultOutput = fileURLToPath(new URL('../../../../results/bench/', import.meta.url))

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
    .description(
      'Compares the session stores in one run, in turns: latency and throughput of get, touch, set and destroy, what is lost by a kill, and what a million sessions cost. Writes sessions.json and sessions.md.',
    )
    .option('--only <names>', `with commas, of ${storeNames.join(', ')}; the first is the base`, readNames, [
      ...storeNames,
    ])
    .option('--rounds <n>', 'how often each is measured', between(1, 20), 5)
    .option('--cell-ms <n>', 'milliseconds for each figure of a round', between(20, 2000), 200)
    .option('--output <folder>', 'where the results go', defaultOutput)
    .option('--no-kill', 'leave out what is lost by a kill')
    .option('--json', 'print the result as JSON', false)
    .addHelpText('after', '\nAbout 50 seconds. Prices: apps/bench/src/sessions/prices.json')
    .parse()
    .opts<Omit<SessionBenchOptions, 'names'> & { only: readonly StoreName[] }>()
  return { ...options, names: only }
}

function readNames(text: string) {
  const names = text.split(',') as StoreName[]
  const unknown = names.find((name) => !storeNames.includes(name))
  if (unknown) throw new InvalidArgumentError(`"${unknown}" is none of ${storeNames.join(', ')}.`)
  return names
}

const between = (min: number, max: number) => (text: string) => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new InvalidArgumentError(`A whole number from ${min} to ${max}.`)
  return value
}
