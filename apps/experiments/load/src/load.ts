/** `pnpm load <name>`: one load test on a fleet of its own, and a verdict. */
import { writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { FailureHandling, Routing } from '@unsticky/fleet'
import { profileNames } from '@unsticky/loadtests/profiles'
import { newResultsDirectory } from '@unsticky/measure/results-directory'
import { stepNames } from '@unsticky/shops/shop-choices'
import { Command, Option } from 'commander'
import { judgeLoad } from './judge-load.ts'
import { type LoadTest, loadTests } from './load-tests.ts'
import { runLoad } from './run-load.ts'
import { startStage } from './start-stage.ts'
import { claimsToText } from './text.ts'

interface LoadOptions {
  readonly step: string
  readonly lb?: Routing
  readonly failureHandling: FailureHandling
  readonly profile: string
  readonly rate: string
  readonly p95: string
  readonly instances: string
  readonly cartStore?: string
  readonly json?: boolean
}

const list = Object.entries(loadTests).map(([name, { about }]) => `  ${name.padEnd(16)} ${about}`)

const command = new Command('load')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(
    'Runs one load test of loadtests/ on a fleet of its own and judges it. Exit code 0: every claim holds; 1: one does not.',
  )
  .argument('<name>', 'which load test, see below')
  .addOption(new Option('--step <step>', 'which version of the shop').choices(stepNames).default('stateless'))
  .addOption(
    new Option('--lb <routing>', 'how the balancer routes; unless given, as the step needs it').choices([
      'round-robin',
      'sticky',
    ]),
  )
  .addOption(
    new Option('--failure-handling <how>', 'what the balancer does about failures')
      .choices(['resilient', 'alb-like'])
      .default('resilient'),
  )
  .addOption(
    new Option('--profile <profile>', 'the shape of the load').choices(profileNames).default('smoke'),
  )
  .option('--rate <times>', 'multiplies the rate of the profile', '1')
  .option('--p95 <ms>', 'how slow 95 of 100 requests may be', '500')
  .option('--instances <n>', 'how many instances, 1 to 20', '3')
  .addOption(
    new Option('--cart-store <store>', '"session" loses carts: the run must fail').choices([
      'valkey',
      'dynamodb',
      'session',
    ]),
  )
  .option('--json', 'print the result as JSON')
  .addHelpText(
    'after',
    `\nLoad tests:\n${list.join('\n')}\n\nExamples:\n  pnpm load failover\n  pnpm load failover --step stateful --lb sticky\n  pnpm load soak --profile soak`,
  )
  .parse()

const name = command.args[0] ?? ''
const options = command.opts<LoadOptions>()
const instances = positive('--instances', options.instances, 20)
const settings = {
  PROFILE: options.profile,
  RATE: String(positive('--rate', options.rate, 1000)),
  P95_MS: String(positive('--p95', options.p95, 600_000)),
}
const log = (line: string) => console.error(`  ${line}`)

process.exitCode = await run(chosenTest())

async function run(test: LoadTest): Promise<number> {
  const directory = newResultsDirectory(`load-${name}`)
  const { step, lb, failureHandling, cartStore } = options
  console.error(`${name}: ${test.about}. Starting ${instances} instances of ${step} …`)
  await using stage = await startStage({
    ...{ step, instances, routing: lb, failureHandling, directory, log },
    settings: (): Record<string, string> => (cartStore ? { SHOP_CART_STORE: cartStore } : {}),
  })
  console.error(`${options.profile} load on ${stage.fleet.url} …`)
  const measured = await runLoad(test, { ...stage, directory, settings, log })
  const claims = judgeLoad(test, measured)
  const ok = claims.every(({ holds }) => holds !== false)
  const { routing, title } = stage
  const result = {
    schema: 1,
    name,
    step,
    title,
    routing,
    failureHandling,
    settings,
    instances,
    ok,
    claims,
    measured,
  }
  await writeFile(join(directory, 'load.json'), `${JSON.stringify(result, null, 2)}\n`)
  console.log(options.json ? JSON.stringify(result, null, 2) : claimsToText(claims))
  console.error(relative(process.cwd(), directory))
  return ok ? 0 : 1
}

function chosenTest(): LoadTest {
  return (
    loadTests[name] ?? command.error(`There is no load test "${name}".\n\nLoad tests:\n${list.join('\n')}`)
  )
}

function positive(option: string, text: string, most: number): number {
  const value = Number(text)
  if (!(value > 0 && value <= most)) command.error(`${option} is a number above 0 and at most ${most}`)
  return value
}
