import { type BalancerSettings, loopback } from '../settings.ts'
import { cluster } from './cluster.ts'
import { listener } from './listener.ts'
import type { JsonObject } from './typed.ts'

export interface BootstrapOptions {
  /** The endpoints file, see endpoints.ts; the folder it is in is watched. */
  readonly endpointsFile: string
}

/** The file Envoy starts with: one listener, one cluster, and an admin interface on a free loopback port. */
export function bootstrap(settings: BalancerSettings, { endpointsFile }: BootstrapOptions): JsonObject {
  return {
    node: { id: 'balancer', cluster: 'unsticky' },
    admin: { address: { socket_address: { address: loopback, port_value: 0 } } },
    static_resources: {
      listeners: [listener(settings)],
      clusters: [cluster(settings, { endpointsFile })],
    },
  }
}
