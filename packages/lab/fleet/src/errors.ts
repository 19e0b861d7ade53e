/** Thrown when an id names no instance of the fleet. */
export class UnknownInstanceError extends Error {
  readonly code = 'FLEET_UNKNOWN_INSTANCE'
  readonly instanceId: string
  constructor(instanceId: string) {
    super(`The fleet has no instance ${instanceId}`)
    this.instanceId = instanceId
  }
}

/** Thrown when an operation needs an instance in another state: freezing one that has ended, for example. */
export class InstanceStateError extends Error {
  readonly code = 'FLEET_INSTANCE_STATE'
  readonly instanceId: string
  constructor(instanceId: string, state: string, wanted: string) {
    super(`Instance ${instanceId} is ${state}; this needs one that is ${wanted}`)
    this.instanceId = instanceId
  }
}
