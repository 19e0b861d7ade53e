import { Command, Option } from 'commander'
import { between, someOf } from './option-values.ts'
import { type Kind, shares } from './shopper-mix.ts'
import type { SubjectName } from './subjects.ts'

const all: readonly SubjectName[] = ['stateless', 'stateful', 'fastify-plain', 'express', 'limit']

export interface BenchOptions {
  readonly names: readonly SubjectName[]
  readonly rounds: number
  readonly seconds: number
  readonly shoppers: number
  readonly memoryShoppers: number
  readonly json: boolean
  readonly strict: boolean
  /** Requests of this kind only; `undefined` is the mix. */
  readonly kind: Kind | undefined
  /** Whether the carts' Valkey waits for the real disk. */
  readonly disk: boolean
  /** A folder for CPU profiles. */
  readonly profile: string | undefined
}

/** Reads the command line; ends the process with a message that says what is wrong with it. */
export function readOptions(): BenchOptions {
  const { only, ...options } = new Command('bench')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .description(
      'Compares the stateless shop with the stateful one, with the same routes written the usual way and with the most that Fastify can do: in one run, in turns, as ratios. Writes results/bench/latest.json.',
    )
    .option('--only <names>', `with commas, of ${all.join(', ')}`, someOf(all), all)
    .option('--rounds <n>', 'how often each is measured', between(1, 50), 5)
    .option('--seconds <n>', 'of load each time', between(1, 60), 4)
    .option('--shoppers <n>', 'side by side', between(1, 500), 100)
    .option(
      '--memory-shoppers <n>',
      'who sign up for the memory figure; 0 leaves it out',
      between(0, 10_000),
      600,
    )
    .addOption(
      new Option('--kind <name>', 'requests of this kind only, to see what each costs').choices(
        Object.keys(shares),
      ),
    )
    .option('--disk', 'let Valkey write to the disk instead of to memory', false)
    .option('--profile <folder>', 'write a CPU profile of each shop there (node --cpu-prof)')
    .option('--json', 'print the result as JSON', false)
    .option('--strict', 'exit code 1 when a goal is missed', false)
    .addHelpText('after', '\nThe session stores side by side: pnpm bench sessions --help')
    .parse()
    .opts<Omit<BenchOptions, 'names'> & { only: readonly SubjectName[] }>()
  return { ...options, names: only }
}
