import { type Balancer, type BalancerGroup, type StartBalancerOptions, startBalancer } from './balancer.ts'
import type { BalancerSettings, Target } from './settings.ts'

export type BalancerProfile = Omit<BalancerSettings, 'port'>

export interface SwitchableBalancer extends Balancer {
  readonly profile: BalancerProfile
  /**
   * Starts an Envoy with another profile in the place of this one: same address, same targets. Connections are cut, and
   * for a moment nobody listens. Counters start at 0 again.
   */
  switchTo(profile: BalancerProfile): Promise<void>
}

/** A balancer whose profile can be changed while the instances go on. */
export async function startSwitchableBalancer(
  settings: BalancerSettings,
  options: StartBalancerOptions,
): Promise<SwitchableBalancer> {
  let current = await startBalancer(settings, options)
  let profile = profileOf(settings)
  let generation = 1
  const registered = new Map<string, readonly Target[]>()
  const { url } = current
  return {
    url,
    get profile() {
      return profile
    },
    get pid() {
      return current.pid
    },
    get admin() {
      return current.admin
    },
    group,
    switchTo,
    stop: () => current.stop(),
  }

  function group(name: string): BalancerGroup {
    current.group(name) // throws for an unknown one
    return {
      register(targets) {
        registered.set(name, targets)
        current.group(name).register(targets)
      },
      waitFor: (what, isSo) => current.group(name).waitFor(what, isSo),
      targets: () => current.group(name).targets(),
      stats: () => current.group(name).stats(),
    }
  }

  async function switchTo(wanted: BalancerProfile) {
    await current.stop()
    generation += 1
    current = await startBalancer(
      { ...profileOf(wanted), port: Number(new URL(url).port) },
      {
        ...options,
        // A folder of its own, or the new one's admin address would be read from the old one's file.
        name: `${options.name}-${generation}`,
        targetsOf: (name) => registered.get(name) ?? [],
      },
    )
    profile = profileOf(wanted)
    await Promise.all([...registered.keys()].map(whenServing))
  }

  async function whenServing(name: string) {
    const targets = registered.get(name) ?? []
    current.group(name).register(targets) // who came or went meanwhile
    await current
      .group(name)
      .waitFor('a healthy target', (seen) => targets.length === 0 || seen.some(({ healthy }) => healthy))
  }
}

const profileOf = ({ routing, failureHandling }: BalancerProfile): BalancerProfile => ({
  routing,
  failureHandling,
})
