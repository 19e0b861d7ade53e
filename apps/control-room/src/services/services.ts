import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createFaultProxy, delayOf, type Fault, type FaultProxy, passing } from '@unsticky/fleet/fault-proxy'
import { type Log, startLocalCloud } from '@unsticky/local-cloud'
import type { ServiceView } from '../snapshot.ts'
import { environmentThrough, type ServiceDefinition, type ServiceId, serviceList } from './service-list.ts'

export interface Services extends AsyncDisposable {
  /** What an instance finds the services by, each behind its fault proxy. */
  readonly env: Readonly<Record<string, string>>
  views(): readonly ServiceView[]
  /** Throws UnknownServiceError. */
  set(id: string, fault: Fault): Promise<string>
  /** Starts the server again without its data. Throws where that is not possible. */
  restartEmpty(id: string): Promise<string>
  /** Everything passes again. */
  reset(): Promise<void>
  /** Closes the current second, for the bytes per second. */
  tick(): void
  stop(): Promise<void>
}

/** Thrown when an id names no service, or one that cannot do what is asked. */
export class UnknownServiceError extends Error {
  readonly code = 'CONTROL_ROOM_UNKNOWN_SERVICE'
  constructor(id: string, what = 'There is no service') {
    super(`${what} ${id}`)
  }
}

interface Service {
  readonly definition: ServiceDefinition
  readonly proxy: FaultProxy
  isRestarting: boolean
  bytesBefore: number
  bytesPerSecond: number
}

/** A program of its own: AWS SDKs read the environment. */
const seed = fileURLToPath(import.meta.resolve('@unsticky/shops/seed'))

/** Starts the local cloud with a fault proxy before each service, and puts the catalogue in. */
export async function startServices({ log }: { readonly log: Log }): Promise<Services> {
  const cloud = await startLocalCloud({ log })
  const services = new Map<string, Service>()
  try {
    for (const definition of serviceList) {
      const proxy = await createFaultProxy({ targetPort: definition.port(cloud) })
      services.set(definition.id, {
        definition,
        proxy,
        isRestarting: false,
        bytesBefore: 0,
        bytesPerSecond: 0,
      })
    }
    const env = environmentThrough(cloud.env, (id: ServiceId) => find(id).proxy.port)
    await promisify(execFile)(process.execPath, [seed], { env: { ...env } })
    return { env, views, set, restartEmpty, reset, tick, stop, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }

  function views() {
    return [...services.values()].map(toView)
  }

  async function set(id: string, fault: Fault) {
    const { proxy, definition } = find(id)
    await proxy.set(fault)
    return definition.title
  }

  async function restartEmpty(id: string) {
    const service = find(id)
    const { restartEmpty, title } = service.definition
    if (!restartEmpty) throw new UnknownServiceError(id, 'There is no way to empty')
    service.isRestarting = true
    await restartEmpty(cloud).finally(() => {
      service.isRestarting = false
    })
    return title
  }

  async function reset() {
    for (const { proxy } of services.values()) await proxy.set(passing)
  }

  function tick() {
    for (const service of services.values()) {
      service.bytesPerSecond = service.proxy.bytes - service.bytesBefore
      service.bytesBefore = service.proxy.bytes
    }
  }

  async function stop() {
    await Promise.all([...services.values()].map(({ proxy }) => proxy.close()))
    await cloud.stop()
  }

  function find(id: string) {
    const service = services.get(id)
    if (!service) throw new UnknownServiceError(id)
    return service
  }
}

function toView({ definition, proxy, isRestarting, bytesPerSecond }: Service): ServiceView {
  const { id, title, holds, restartEmpty } = definition
  return {
    id,
    title,
    holds,
    mode: proxy.fault.mode,
    delayMs: delayOf(proxy.fault),
    connections: proxy.connections,
    kilobytesPerSecond: Math.round(bytesPerSecond / 1024),
    canRestartEmpty: restartEmpty !== undefined,
    isRestarting,
  }
}
