import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fleet } from '@unsticky/fleet'
import { ensureTools } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { startBackingServices } from '@unsticky/shops/backing-services'
import { contestants } from '@unsticky/shops/contestants'
import { createDemoAccount, demoAccount } from './demo-account.ts'
import { startContestant } from './run-contestant.ts'
import { createScenario } from './scenario.ts'
import { untilInterrupted } from './until-interrupted.ts'

interface KeepOptions {
  readonly instances: number
  readonly log: (line: string) => void
}

/** Starts the stateful shop behind sticky sessions and the stateless one, says how to use them, waits for Ctrl-C. */
export async function keepBoth({ instances, log }: KeepOptions): Promise<void> {
  const tools = await ensureTools(['valkey', 'envoy', 'ministack'])
  await using cloud = await startBackingServices(true)
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-demo-'))
  await using group = createProcessGroup({ directory, temporary: true })
  const paths = { envoy: tools.envoy.command, k6: '' }
  const common = {
    scenario: createScenario({ shoppers: 0 }),
    instances,
    failureHandling: 'resilient',
    paths,
    group,
    log,
  } as const
  const fleets: Fleet[] = []
  for (const contestant of contestants.filter(({ id }) => id !== 'stateful-round-robin')) {
    const fleet = await startContestant(contestant, { ...common, cloudEnv: cloud.env, directory })
    fleets.push(fleet)
    await createDemoAccount(fleet.url)
    introduce(contestant.title, fleet)
  }
  console.log(`\nAccount in both: ${demoAccount.email} / ${demoAccount.password}\nCtrl-C stops everything.`)
  await untilInterrupted()
  log('stopping …')
  // All at once, or every instance would wait for the one before to drain.
  await Promise.all(fleets.map((fleet) => fleet.stop()))
}

function introduce(title: string, fleet: Fleet) {
  console.log(`\n${title}:  ${fleet.url}/`)
  for (const { id, pid } of fleet.instances) console.log(`  kill instance ${id}:  kill -9 ${pid}`)
}
