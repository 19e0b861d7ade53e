import { ensureTools } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { startBackingServices } from '@unsticky/shops/backing-services'
import type { TargetTrackingPolicy } from './autoscaler/index.ts'
import { type NewcomerResult, runNewcomer } from './newcomer.ts'
import { type Ramp, type RampResult, runRamp } from './ramp.ts'
import { judge, type Verdict } from './verdict.ts'

export interface AutoscaleOptions {
  readonly ramp: Ramp
  readonly policy: TargetTrackingPolicy
  /** Where raw results and logs go. */
  readonly directory: string
  readonly log: (line: string) => void
}

export interface AutoscaleResult {
  readonly schema: 1
  readonly ramp: RampResult
  readonly newcomers: readonly NewcomerResult[]
  readonly verdict: Verdict
}

/** The ramp on separate services, then a newcomer beside sticky sessions and beside none. */
export async function runBoth({ ramp, policy, directory, log }: AutoscaleOptions): Promise<AutoscaleResult> {
  const tools = await ensureTools(['envoy', 'k6'])
  await using cloud = await startBackingServices(true)
  await using group = createProcessGroup({ directory })
  const paths = { envoy: tools.envoy.command, k6: tools.k6.command }
  const setting = { cloudEnv: cloud.env, paths, directory, group, log }
  log('separate services under a ramp on the catalogue')
  const rampResult = await runRamp(ramp, { ...setting, policy })
  log('a third instance joins two fleets: stateful and sticky, stateless and round robin')
  // Side by side: what counts is each newcomer's share, not how fast anything is.
  const newcomers = await Promise.all([
    runNewcomer({ shop: 'stateful', routing: 'sticky' }, setting),
    runNewcomer({ shop: 'stateless', routing: 'round-robin' }, setting),
  ])
  return { schema: 1, ramp: rampResult, newcomers, verdict: judge(rampResult, newcomers) }
}
