import { type FleetId, fleetIds } from '@unsticky/report'
import { type SessionStoreName, sessionStores } from '@unsticky/shop-stateless/config'
import { Command, InvalidArgumentError, Option } from 'commander'
import { quick, type Settings, usual } from './settings.ts'

export interface Choices {
  readonly settings: Settings
  readonly isJson: boolean
  readonly isOpened: boolean
}

interface Options extends Partial<Pick<Settings, 'repeats' | 'instances'>> {
  readonly fleets: readonly FleetId[]
  readonly repeats: number
  readonly quick?: boolean
  readonly seconds?: number
  readonly warmUp?: number
  readonly rate: number
  readonly instances: number
  readonly seed?: number
  readonly p95: number
  readonly cartStore: Settings['cartStore']
  readonly sessionStore: SessionStoreName
  readonly json?: boolean
  readonly open?: boolean
}

/** What was asked for. Ends the process with 2 when that cannot be done, and with 0 after `--help`. */
export function readChoices(args: readonly string[]): Choices {
  const command = describeCommand()
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  const options = command.parse(args, { from: 'user' }).opts<Options>()
  const length = options.quick ? quick : usual
  const { fleets, repeats, seed, rate, instances, p95, cartStore, sessionStore } = options
  return {
    settings: {
      ...{ fleets, repeats, instances, cartStore, sessionStore, order: seed ?? 'rotated' },
      ...{ shoppersPerSecond: rate, p95LimitMs: p95, isQuick: length.isQuick },
      warmUpSeconds: options.warmUp ?? length.warmUpSeconds,
      measureSeconds: options.seconds ?? length.measureSeconds,
    },
    isJson: options.json === true,
    isOpened: options.open === true,
  }
}

const describeCommand = () =>
  new Command('evaluate')
    .description(
      'Runs the stateful shop behind round robin and behind sticky sessions, and the stateless shop, in turns, each several times, under shoppers who come at a rate of their own; kills one instance and restarts another each time. Ends with a page, after about 20 minutes.\nExit code 0: the claims hold; 1: one does not; 2: the options are wrong; 3: the run is not valid, so times are not judged (no loss was found); 130: stopped by Ctrl-C, and what was measured is kept.',
    )
    .addOption(
      new Option('--fleets <ids...>', 'which of them')
        .choices([...fleetIds])
        .default([...fleetIds], 'all three'),
    )
    .option('--repeats <n>', 'how often each fleet runs; four and more can reach p < 0.05', whole(1, 30), 3)
    .option('--quick', 'about 6 minutes, to see that it works; not for conclusions')
    .option(
      '--seconds <n>',
      `measured seconds of each run (${usual.measureSeconds}, quick ${quick.measureSeconds})`,
      whole(6, 3600),
    )
    .option(
      '--warm-up <n>',
      `seconds of load before that (${usual.warmUpSeconds}, quick ${quick.warmUpSeconds})`,
      whole(0, 600),
    )
    .option('--rate <n>', 'shoppers a second', number(0.5, 100), 3)
    .option('--instances <n>', 'instances of each fleet', whole(2, 6), 3)
    .option(
      '--seed <n>',
      'run the fleets in random order, the same for the same number; unless given, rotated',
      whole(0, 2 ** 31),
    )
    .option(
      '--p95 <ms>',
      'how slow 95 of 100 requests of the stateless shop may be, at every endpoint',
      number(1, 60_000),
      500,
    )
    .addOption(
      new Option(
        '--cart-store <store>',
        '"session" puts the stateless cart into the session: the verdict must fail',
      )
        .choices(['valkey', 'session'])
        .default('valkey'),
    )
    .addOption(
      new Option('--session-store <store>', 'where the stateless shop keeps its sessions')
        .choices([...sessionStores])
        .default('elasticache'),
    )
    .option('--json', 'print compare.json instead of the table')
    .option('--open', 'open the page')
    .addHelpText(
      'after',
      '\nExamples:\n  pnpm evaluate --quick\n  pnpm evaluate --repeats 5 --seed 7\n  pnpm evaluate --fleets stateful-sticky stateless --rate 5',
    )

function number(from: number, to: number) {
  return (text: string): number => {
    const value = Number(text)
    if (!(value >= from && value <= to))
      throw new InvalidArgumentError(`It is a number from ${from} to ${to}.`)
    return value
  }
}

function whole(from: number, to: number) {
  return (text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < from || value > to)
      throw new InvalidArgumentError(`It is a whole number from ${from} to ${to}.`)
    return value
  }
}

/** What to type to run the same again. */
export function commandOf(settings: Settings): string {
  const { fleets, repeats, order, shoppersPerSecond, warmUpSeconds, measureSeconds, isQuick } = settings
  const length = isQuick ? quick : usual
  const options: readonly (readonly [isUsual: boolean, option: string])[] = [
    [fleets.length === fleetIds.length, `--fleets ${fleets.join(' ')}`],
    [!isQuick, '--quick'],
    [false, `--repeats ${repeats}`],
    [measureSeconds === length.measureSeconds, `--seconds ${measureSeconds}`],
    [warmUpSeconds === length.warmUpSeconds, `--warm-up ${warmUpSeconds}`],
    [false, `--rate ${shoppersPerSecond}`],
    [settings.instances === 3, `--instances ${settings.instances}`],
    [order === 'rotated', `--seed ${order}`],
    [settings.p95LimitMs === 500, `--p95 ${settings.p95LimitMs}`],
    [settings.cartStore === 'valkey', `--cart-store ${settings.cartStore}`],
    [settings.sessionStore === 'elasticache', `--session-store ${settings.sessionStore}`],
  ]
  return [
    'npx -y pnpm@12.21.0 evaluate',
    ...options.filter(([isUsual]) => !isUsual).map(([, option]) => option),
  ].join(' ')
}
