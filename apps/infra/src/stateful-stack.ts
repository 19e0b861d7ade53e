import { Stack } from 'aws-cdk-lib'
import { ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Construct } from 'constructs'
import { createTargets } from './service/balancer.ts'
import { createFargateService } from './service/fargate-service.ts'
import { addressSettings, createGround } from './service/shop-ground.ts'
import { watch } from './service/watch.ts'
import type { ShopStackProps } from './stateless-stack.ts'

/**
 * The stateful shop, to compare with: one service, whose balancer sends every browser back to the instance that knows
 * it. It is not scaled: a new instance would get newcomers only, and one taken away would take its carts along.
 */
export class StatefulStack extends Stack {
  constructor(scope: Construct, id: string, { imageTag, ...props }: ShopStackProps) {
    super(scope, id, props)
    const ground = createGround(this, props)
    const { service } = createFargateService(this, 'shop', {
      ...ground,
      securityGroup: ground.taskGroup,
      imageTag,
      entry: 'apps/shop-stateful/src/server.ts',
      // Pictures and receipts lie on the disk of the task, and end with it.
      isReadOnly: false,
      environment: { PUBLIC_ORIGIN: ground.address, ...addressSettings },
    })
    const targets = createTargets(this, 'shopTargets', { vpc: ground.vpc, isSticky: true })
    targets.addTarget(service)
    ground.listener.addAction('Default', { action: ListenerAction.forward([targets]) })
    watch(this, [{ name: 'shop', service, targets }])
  }
}
