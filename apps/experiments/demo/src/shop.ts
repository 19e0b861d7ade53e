/** `pnpm shop`: one shop, behind the balancer, until Ctrl-C. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServices } from '@unsticky/fleet'
import { ensureTools } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { type SessionStoreName, sessionStores } from '@unsticky/shop-stateless/config'
import { startBackingServices } from '@unsticky/shops/backing-services'
import { instanceEnv } from '@unsticky/shops/instance-env'
import { findShop, type ShopChoice, stepNames } from '@unsticky/shops/shop-choices'
import { servicesOf } from '@unsticky/shops/shop-services'
import { Command, Option } from 'commander'
import { untilInterrupted } from './until-interrupted.ts'

interface ShopOptions {
  readonly step: string
  readonly instances: string
  readonly lb?: 'round-robin' | 'sticky'
  readonly failureHandling: 'resilient' | 'alb-like'
  readonly sessionStore: SessionStoreName
  readonly cartStore?: 'valkey' | 'dynamodb'
  readonly services: boolean
}

const command = new Command('shop')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description('Runs one version of the shop on loopback until Ctrl-C.')
  .addOption(new Option('--step <step>', `which version: ${stepNames.join(', ')}`).default('stateless'))
  .option('--instances <n>', 'how many instances', '3')
  .addOption(
    new Option('--lb <routing>', 'how the balancer routes; unless given, as the step needs it').choices([
      'round-robin',
      'sticky',
    ]),
  )
  .addOption(
    new Option('--failure-handling <how>', 'what it does about failures')
      .choices(['resilient', 'alb-like'])
      .default('resilient'),
  )
  .addOption(
    new Option('--session-store <store>', 'where a step whose sessions are in a service keeps them')
      .choices(sessionStores)
      .default('elasticache'),
  )
  .addOption(
    new Option('--cart-store <store>', 'where a step whose carts are in a service keeps them')
      .env('SHOP_CART_STORE')
      .choices(['valkey', 'dynamodb']),
  )
  .option(
    '--services',
    'catalogue, cart, accounts, orders and pages as separate services, behind path rules',
    false,
  )
  .addHelpText(
    'after',
    '\nExamples:\n  pnpm shop --step stateful --instances 1\n  pnpm shop --step 3a --lb round-robin\n  pnpm shop --step 5 --services --instances 1',
  )
  .parse()

const { step, instances, lb, failureHandling, sessionStore, cartStore, services } =
  command.opts<ShopOptions>()
const count = Number(instances)
if (!Number.isInteger(count) || count < 1 || count > 20)
  command.error('--instances is a whole number from 1 to 20')
const shop = chosenShop()
if (services && !shop.isSeparable)
  command.error('--services needs step 5: in the steps before it the parts share state in the process')

if (cartStore && !shop.hasCartStore)
  command.error(
    '--cart-store needs step 3b or a later one: before it the carts are in no service of their own',
  )

const log = (line: string) => console.error(line)
const tools = await ensureTools(['envoy'])
await using cloud = await startBackingServices(shop.needsServices)
await using group = createProcessGroup({
  directory: mkdtempSync(join(tmpdir(), 'unsticky-shop-')),
  temporary: true,
})
const env = instanceEnv(shop.needsServices ? 'stateless' : 'stateful', {
  cloudEnv: cloud.env,
  directory: group.directory,
  settings: {
    ...shop.env,
    SHOP_SESSION_STORE: sessionStore,
    ...(cartStore && { SHOP_CART_STORE: cartStore }),
  },
})
await using running = await startServices({
  name: 'shop',
  services: servicesOf({ entry: shop.entry, env, instances: count, areSeparate: services }),
  balancer: { routing: lb ?? shop.routing, failureHandling },
  envoyPath: tools.envoy.command,
  group,
  log,
})
console.log(`\n${shop.title}:  ${running.url}/`)
for (const name of running.names) {
  const label = services ? `${name} ` : ''
  for (const { id, pid } of running.service(name).instances)
    console.log(`  ${label}instance ${id}:  kill -9 ${pid}`)
}
console.log('\nCtrl-C stops everything.')
await untilInterrupted()
console.error('stopping …')

function chosenShop(): ShopChoice {
  try {
    return findShop(step)
  } catch (error) {
    return command.error(`--step: ${(error as Error).message}`)
  }
}
