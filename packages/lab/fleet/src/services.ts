import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { createGroupFleet, type GroupFleet } from './group-fleet.ts'
import type { Program } from './instance.ts'
import type { BalancerSettings, TargetGroup } from './settings.ts'
import { type BalancerProfile, startSwitchableBalancer } from './switchable-balancer.ts'

/** One kind of instance, and the paths that lead to it. */
export interface Service extends TargetGroup {
  /** How many instances to start. */
  readonly instances: number
  readonly program: Program
}

export interface ServicesOptions {
  /** Letters, digits and dashes; unique among the fleets of one process group. */
  readonly name: string
  readonly services: readonly Service[]
  readonly balancer: BalancerSettings
  /** The Envoy program, from local-cloud's `ensureTools(['envoy'])`. */
  readonly envoyPath: string
  /** Keeps the processes and their logs. Without it the fleet makes one of its own and removes it at the end. */
  readonly group?: ProcessGroup
  /** How long a draining instance may take before it is killed. Default 30 s. */
  readonly deregistrationDelayMs?: number
  /** Gets one line per event. */
  readonly log?: (line: string) => void
}

export interface Services extends AsyncDisposable {
  /** The balancer's address, without a slash at the end. */
  readonly url: string
  readonly names: readonly string[]
  /** The fleet of one service; each scales, drains and dies by itself. Throws for an unknown name. */
  service(name: string): GroupFleet
  /** How the balancer routes and treats failures right now. */
  readonly profile: BalancerProfile
  /**
   * Changes that while the instances go on. Connections are cut and for a moment nobody listens; not while another
   * operation is under way.
   */
  switchBalancer(profile: BalancerProfile): Promise<void>
  /** Ends the balancer, then the instances: SIGTERM, and SIGKILL after `graceMs` (default 5000). */
  stop(options?: { readonly graceMs?: number }): Promise<void>
}

/** Starts a balancer with a target group for each service; resolves when all instances get requests. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { name, services, envoyPath, deregistrationDelayMs = 30_000, log = () => {} } = options
  const group = options.group ?? temporaryGroup()
  const balancer = await startSwitchableBalancer(options.balancer, {
    name: `${name}-balancer`,
    group,
    envoyPath,
    targetGroups: services,
  }).catch(async (error) => {
    if (!options.group) await group.stopAll()
    throw error
  })
  const common = { url: balancer.url, group, deregistrationDelayMs, log }
  const fleets = new Map(
    services.map((service) => {
      const fleetName = services.length === 1 ? name : `${name}-${service.name}`
      const { program } = service
      return [
        service.name,
        createGroupFleet(balancer.group(service.name), { ...common, name: fleetName, program }),
      ]
    }),
  )
  try {
    await Promise.all(services.map((service) => find(service.name).scale(service.instances)))
  } catch (error) {
    await stop({ graceMs: 0 })
    throw error
  }
  return {
    url: balancer.url,
    names: [...fleets.keys()],
    service: find,
    get profile() {
      return balancer.profile
    },
    async switchBalancer(profile) {
      await balancer.switchTo(profile)
      log(`balancer switched to ${profile.routing}, ${profile.failureHandling}`)
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }

  function find(wanted: string) {
    const fleet = fleets.get(wanted)
    if (!fleet) throw new Error(`There is no service "${wanted}"; there are ${[...fleets.keys()].join(', ')}`)
    return fleet
  }

  async function stop({ graceMs = 5000 } = {}) {
    await balancer.stop()
    await Promise.all([...fleets.values()].map((fleet) => fleet.stopInstances({ graceMs })))
    if (!options.group) await group.stopAll()
  }
}

function temporaryGroup() {
  return createProcessGroup({ directory: mkdtempSync(join(tmpdir(), 'unsticky-fleet-')), temporary: true })
}
