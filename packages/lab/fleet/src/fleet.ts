import type { GroupFleet } from './group-fleet.ts'
import type { Program } from './instance.ts'
import { type Services, type ServicesOptions, startServices } from './services.ts'
import { onlyGroup } from './settings.ts'

export interface FleetOptions extends Omit<ServicesOptions, 'services'> {
  /** How many instances to start. */
  readonly instances: number
  readonly program: Program
}

export interface Fleet
  extends Omit<GroupFleet, 'stopInstances'>,
    Pick<Services, 'profile' | 'switchBalancer'>,
    AsyncDisposable {
  /** The balancer's address, without a slash at the end. */
  readonly url: string
  /** Ends the balancer, then the instances: SIGTERM, and SIGKILL after `graceMs` (default 5000). */
  stop(options?: { readonly graceMs?: number }): Promise<void>
}

/** Starts a balancer and `instances` instances of one kind behind it; resolves when all of them get requests. */
export async function startFleet({ instances, program, ...options }: FleetOptions): Promise<Fleet> {
  const services = await startServices({
    ...options,
    services: [{ ...onlyGroup, instances, program }],
  })
  const fleet = services.service(onlyGroup.name)
  const { url, switchBalancer, stop } = services
  return {
    ...fleet,
    get instances() {
      return fleet.instances
    },
    url,
    get profile() {
      return services.profile
    },
    switchBalancer,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
