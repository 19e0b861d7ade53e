import { shopPolicy, timeLapse } from '@unsticky/autoscale/policy'
import { Duration } from 'aws-cdk-lib'
import type { FargateService } from 'aws-cdk-lib/aws-ecs'
import type { ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2'

/** Never fewer than one in each of the two zones. */
const minCapacity = Math.max(2, shopPolicy.minCapacity)

/**
 * The policy of `pnpm autoscale` in AWS's words: requests a minute instead of a second, and the cool-downs without the
 * time lapse. How many data points decide cannot be chosen there: three minutes to scale out, fifteen to scale in.
 */
export function scaleByRequests(service: FargateService, targetGroup: ApplicationTargetGroup) {
  const scaling = service.autoScaleTaskCount({ minCapacity, maxCapacity: shopPolicy.maxCapacity })
  scaling.scaleOnRequestCount('Requests', {
    targetGroup,
    requestsPerTarget: shopPolicy.targetValue * 60,
    scaleOutCooldown: Duration.seconds(shopPolicy.scaleOutCooldownSeconds * timeLapse),
    scaleInCooldown: Duration.seconds(shopPolicy.scaleInCooldownSeconds * timeLapse),
  })
}
