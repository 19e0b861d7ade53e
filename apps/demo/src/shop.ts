/** `pnpm shop`: one shop, behind the balancer, until Ctrl-C. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureTools } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { Command, Option } from 'commander'
import { startBackingServices } from './backing-services.ts'
import { contestants, type Step } from './contestants.ts'
import { startContestant } from './run-contestant.ts'
import { createScenario } from './scenario.ts'
import { untilInterrupted } from './until-interrupted.ts'

interface ShopOptions {
  readonly step: Step
  readonly instances: string
  readonly lb: 'round-robin' | 'sticky'
  readonly failureHandling: 'resilient' | 'alb-like'
}

const command = new Command('shop')
  .description('Runs one version of the shop on loopback until Ctrl-C.')
  .addOption(
    new Option('--step <step>', 'which version').choices(['stateful', 'stateless']).default('stateless'),
  )
  .option('--instances <n>', 'how many instances', '3')
  .addOption(
    new Option('--lb <routing>', 'how the balancer routes')
      .choices(['round-robin', 'sticky'])
      .default('round-robin'),
  )
  .addOption(
    new Option('--failure-handling <how>', 'what it does about failures')
      .choices(['resilient', 'alb-like'])
      .default('resilient'),
  )
  .addHelpText(
    'after',
    '\nExamples:\n  pnpm shop --step stateful --instances 1\n  pnpm shop --step stateless --lb round-robin',
  )
  .parse()

const { step, instances, lb, failureHandling } = command.opts<ShopOptions>()
const count = Number(instances)
if (!Number.isInteger(count) || count < 1 || count > 20)
  command.error('--instances is a whole number from 1 to 20')

const log = (line: string) => console.error(line)
const tools = await ensureTools(['envoy'])
await using cloud = await startBackingServices(step === 'stateless')
await using group = createProcessGroup({
  directory: mkdtempSync(join(tmpdir(), 'unsticky-shop-')),
  temporary: true,
})
const contestant = {
  ...(contestants.find((each) => each.step === step) as (typeof contestants)[number]),
  routing: lb,
}
await using fleet = await startContestant(contestant, {
  scenario: createScenario({ shoppers: 0 }),
  instances: count,
  failureHandling,
  cloudEnv: cloud.env,
  paths: { envoy: tools.envoy.command, k6: '' },
  directory: group.directory,
  group,
  log,
})
console.log(`\nThe ${step} shop:  ${fleet.url}/`)
for (const { id, pid } of fleet.instances) console.log(`  instance ${id}:  kill -9 ${pid}`)
console.log('\nCtrl-C stops everything.')
await untilInterrupted()
console.error('stopping …')
