import type { TargetTrackingPolicy } from './autoscaler/target-tracking.ts'

/** The experiment looks once a second where AWS looks once a minute, so its cool-downs are shorter by as much. */
export const timeLapse = 60

/** What a service of the shop is scaled by: here in time lapse, on AWS (apps/infra) with the cool-downs made long again. */
export const shopPolicy: TargetTrackingPolicy = {
  // Requests a second.
  targetValue: 40,
  minCapacity: 1,
  maxCapacity: 4,
  scaleOutCooldownSeconds: 3,
  scaleInCooldownSeconds: 5,
  datapointsToScaleOut: 2,
  datapointsToScaleIn: 4,
}
