/** More and more people look at the catalogue: which services grow, and what does it cost anybody? */
import { join } from 'node:path'
import { type GroupFleet, type Services, startServices } from '@unsticky/fleet'
import { runK6 } from '@unsticky/measure/k6'
import { readK6Points } from '@unsticky/report'
import { instanceEnv } from '@unsticky/shops/instance-env'
import { findShop } from '@unsticky/shops/shop-choices'
import { servicesOf } from '@unsticky/shops/shop-services'
import { type ScalingActivity, startAutoscaler, type TargetTrackingPolicy } from './autoscaler/index.ts'
import { rampScript } from './scripts.ts'
import type { Setting } from './setting.ts'

export interface Ramp {
  /** Requests a second at the top. */
  readonly peak: number
  readonly upSeconds: number
  readonly topSeconds: number
  readonly afterSeconds: number
}

export interface Sample {
  /** Since the load began. */
  readonly second: number
  readonly requestsPerSecond: number
  /** Running instances of each service. */
  readonly capacity: Readonly<Record<string, number>>
}

export interface RampResult {
  readonly policy: TargetTrackingPolicy
  readonly samples: readonly Sample[]
  /** `at` in seconds since the load began. */
  readonly activities: readonly ScalingActivity[]
  readonly requests: number
  readonly requestsFailed: number
  readonly errors: readonly string[]
}

/** Runs step 5 as separate services, one instance each, an autoscaler on every one of them, and the ramp. */
export async function runRamp(
  ramp: Ramp,
  { policy, ...setting }: Setting & { policy: TargetTrackingPolicy },
): Promise<RampResult> {
  const services = await startSeparateServices(setting)
  const errors: string[] = []
  const activities: ScalingActivity[] = []
  try {
    const startedAt = Date.now()
    const seconds = () => (Date.now() - startedAt) / 1000
    const watch = watchServices(services, seconds)
    const scalers = services.names.map((name) =>
      startAutoscaler({
        target: { capacity: () => running(services.service(name)), scale: services.service(name).scale },
        policy,
        readMetric: requestsPerTarget(services.service(name)),
        now: Date.now,
        intervalMs: 1000,
        onActivity: (activity) => {
          setting.log(
            `${seconds().toFixed(0)} s: ${name} from ${activity.from} to ${activity.to}, ${activity.cause}`,
          )
          activities.push({ ...activity, at: (activity.at - startedAt) / 1000 })
        },
        onError: (error) => errors.push(String(error)),
      }),
    )
    const traffic = await load(services.url, { ramp, setting })
    await Promise.all(scalers.map((scaler) => scaler.stop()))
    const { requests, requestsFailed } = traffic
    return { policy, samples: watch.stop(), activities, requests, requestsFailed, errors }
  } finally {
    await services.stop({ graceMs: 0 })
  }
}

function startSeparateServices({ cloudEnv, directory, paths, group, log }: Setting): Promise<Services> {
  const { entry, env: settings } = findShop('5')
  const env = instanceEnv('stateless', { cloudEnv, directory, settings })
  return startServices({
    name: 'ramp',
    services: servicesOf({ entry, env, instances: 1, areSeparate: true }),
    balancer: { routing: 'round-robin', failureHandling: 'resilient' },
    envoyPath: paths.envoy,
    group,
    log,
  })
}

async function load(target: string, { ramp, setting }: { ramp: Ramp; setting: Setting }) {
  const pointsFile = join(setting.directory, 'ramp-points.json')
  await runK6(setting.group, {
    k6Path: setting.paths.k6,
    script: rampScript,
    env: {
      TARGET: target,
      PEAK: String(ramp.peak),
      UP_SECONDS: String(ramp.upSeconds),
      TOP_SECONDS: String(ramp.topSeconds),
      AFTER_SECONDS: String(ramp.afterSeconds),
    },
    pointsFile,
    historyFile: join(setting.directory, 'ramp-history.jsonl'),
    timeoutMs: (ramp.upSeconds + ramp.topSeconds + ramp.afterSeconds + 60) * 1000,
  })
  return readK6Points(pointsFile)
}

const running = (fleet: GroupFleet) =>
  fleet.instances.filter(({ state }) => state === 'starting' || state === 'ready').length

/** Requests a second that a healthy instance got since the last look: the ALB's RequestCountPerTarget, in time lapse. */
function requestsPerTarget(fleet: GroupFleet) {
  let last: { at: number; requests: number } | undefined
  return async () => {
    const { requests, targets } = await fleet.stats()
    const before = last ?? { at: Date.now() - 1000, requests }
    last = { at: Date.now(), requests }
    const healthy = Math.max(1, targets.filter(({ healthy }) => healthy).length)
    return (requests - before.requests) / Math.max(0.001, (last.at - before.at) / 1000) / healthy
  }
}

/** Writes down once a second how many instances each service has and what the catalogue is asked. */
function watchServices(services: Services, seconds: () => number) {
  const samples: Sample[] = []
  let last = { second: 0, requests: 0 }
  const timer = setInterval(() => void note().catch(() => {}), 1000)
  return {
    stop() {
      clearInterval(timer)
      return samples
    },
  }

  async function note() {
    const { requests } = await services.service('catalogue').stats()
    const second = seconds()
    const requestsPerSecond = (requests - last.requests) / (second - last.second)
    last = { second, requests }
    const capacity = Object.fromEntries(services.names.map((name) => [name, running(services.service(name))]))
    samples.push({ second, requestsPerSecond, capacity })
  }
}
