import { renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { loopback, type Target } from '../settings.ts'
import type { GroupFile } from './cluster.ts'
import { type JsonObject, typed } from './typed.ts'

/** The discovery answer that lists the registered targets of a group. */
export function endpoints(group: string, targets: readonly Target[]): JsonObject {
  return {
    resources: [
      typed('config.endpoint.v3.ClusterLoadAssignment', {
        cluster_name: group,
        endpoints: [{ lb_endpoints: targets.map(({ port }) => ({ endpoint: { address: address(port) } })) }],
      }),
    ],
  }
}

/** Publishes the targets. Envoy watches the folder for renames, so it never reads half a file. */
export function writeEndpoints({ name, endpointsFile }: GroupFile, targets: readonly Target[]) {
  // Beside the watched folder, not in it: on the same file system, and no event for the unfinished file.
  const unfinished = join(dirname(dirname(endpointsFile)), `${name}.unfinished.json`)
  writeFileSync(unfinished, JSON.stringify(endpoints(name, targets)))
  renameSync(unfinished, endpointsFile)
}

function address(port: number) {
  return { socket_address: { address: loopback, port_value: port } }
}
