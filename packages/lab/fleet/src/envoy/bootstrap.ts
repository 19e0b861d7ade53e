import { type BalancerSettings, loopback, type TargetGroup } from '../settings.ts'
import { cluster, type GroupFile } from './cluster.ts'
import { listener } from './listener.ts'
import type { JsonObject } from './typed.ts'

export interface BootstrapOptions {
  readonly groups: readonly (TargetGroup & GroupFile)[]
}

/** The file Envoy starts with: one listener, a cluster for each target group, and an admin interface on a free loopback port. */
export function bootstrap(settings: BalancerSettings, { groups }: BootstrapOptions): JsonObject {
  return {
    node: { id: 'balancer', cluster: 'unsticky' },
    admin: { address: { socket_address: { address: loopback, port_value: 0 } } },
    static_resources: {
      listeners: [listener(settings, groups)],
      clusters: groups.map((group) => cluster(settings, group)),
    },
  }
}
