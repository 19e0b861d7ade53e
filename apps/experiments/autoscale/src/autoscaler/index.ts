export {
  type Autoscaler,
  type AutoscalerOptions,
  type ScalableTarget,
  startAutoscaler,
} from './autoscaler.ts'
export { spreadIndex } from './spread-index.ts'
export {
  createTargetTracking,
  type Look,
  type ScalingActivity,
  type TargetTrackingPolicy,
} from './target-tracking.ts'
