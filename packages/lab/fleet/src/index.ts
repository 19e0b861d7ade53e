export type { GroupStats, TargetStats } from './admin.ts'
export { InstanceStateError, UnknownInstanceError } from './errors.ts'
export { type Fleet, type FleetOptions, startFleet } from './fleet.ts'
export type { FleetStats, GroupFleet } from './group-fleet.ts'
export type { InstanceInfo, InstanceState, Program, ProgramContext } from './instance.ts'
export type { Operations } from './operations.ts'
export { type Service, type Services, type ServicesOptions, startServices } from './services.ts'
export {
  type BalancerSettings,
  type FailureHandling,
  healthCheck,
  type Routing,
  stickinessCookie,
  type TargetGroup,
} from './settings.ts'
export type { BalancerProfile } from './switchable-balancer.ts'
