/** The same shoppers go on and on while an instance joins: does it get its share? */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fleet, startFleet } from '@unsticky/fleet'
import { runK6 } from '@unsticky/measure/k6'
import { readK6Points } from '@unsticky/report'
import { instanceEnv } from '@unsticky/shops/instance-env'
import { findShop } from '@unsticky/shops/shop-choices'
import { spreadIndex } from './autoscaler/index.ts'
import { steadyScript } from './scripts.ts'
import type { Setting } from './setting.ts'

export interface NewcomerResult {
  readonly shop: 'stateful' | 'stateless'
  readonly routing: 'round-robin' | 'sticky'
  /** Requests of the new instance over its fair share, in the seconds after it joined: 1 is fair, 0 is starving. */
  readonly spreadIndex: number
  readonly requestsFailed: number
}

/** Seconds: shoppers settle, then the instance joins, then its share is counted. */
const [settleSeconds, watchSeconds, spareSeconds] = [3, 5, 8]

/** Two instances, twenty shoppers, a third instance. */
export async function runNewcomer(
  { shop, routing }: Pick<NewcomerResult, 'shop' | 'routing'>,
  setting: Setting,
): Promise<NewcomerResult> {
  const { cloudEnv, directory, paths, group, log } = setting
  const name = `newcomer-${shop}-${routing}`
  const { entry, env: settings } = findShop(shop)
  await using fleet = await startFleet({
    name,
    instances: 2,
    program: { entry, env: instanceEnv(shop, { cloudEnv, directory, settings }) },
    balancer: { routing, failureHandling: 'resilient' },
    envoyPath: paths.envoy,
    group,
    log,
  })
  const pointsFile = join(directory, `${name}-points.json`)
  const shoppers = runK6(group, {
    k6Path: paths.k6,
    script: steadyScript,
    env: { TARGET: fleet.url, SECONDS: String(settleSeconds + watchSeconds + spareSeconds) },
    pointsFile,
    historyFile: join(directory, `${name}-history.jsonl`),
    timeoutMs: 90_000,
  })
  const [index] = await Promise.all([shareOfNewcomer(fleet), shoppers])
  const { requestsFailed } = await readK6Points(pointsFile)
  return { shop, routing, spreadIndex: index, requestsFailed }
}

async function shareOfNewcomer(fleet: Fleet): Promise<number> {
  await sleep(settleSeconds * 1000)
  await fleet.scale(3)
  const newcomer = fleet.instances.at(-1)?.id ?? ''
  const before = await requestsById(fleet)
  await sleep(watchSeconds * 1000)
  const after = await requestsById(fleet)
  const since = new Map([...after].map(([id, count]) => [id, count - (before.get(id) ?? 0)]))
  const index = spreadIndex(since, newcomer)
  if (index === undefined)
    throw new Error('There were no requests to share: did the shoppers stop too early?')
  return index
}

async function requestsById(fleet: Fleet) {
  const { targets } = await fleet.stats()
  return new Map(targets.map(({ id, requests }) => [id ?? '', requests]))
}
