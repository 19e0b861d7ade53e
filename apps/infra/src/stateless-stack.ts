import type { DataStack } from '@unsticky/data-stack/cdk'
import { allParts, type ShopPart } from '@unsticky/http'
import { Stack, type StackProps } from 'aws-cdk-lib'
import {
  type ApplicationListener,
  ApplicationListenerRule,
  ListenerAction,
  ListenerCondition,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Construct } from 'constructs'
import type { ArtifactsStack } from './artifacts-stack.ts'
import { grant } from './grant.ts'
import type { NetworkStack } from './network-stack.ts'
import { permissionsOf } from './permissions.ts'
import { createTargets } from './service/balancer.ts'
import { createFargateService } from './service/fargate-service.ts'
import { defaultPart, pathRules } from './service/path-rules.ts'
import { scaleByRequests } from './service/scaling.ts'
import { addressSettings, createGround } from './service/shop-ground.ts'
import { createStores } from './service/stores.ts'
import { watch } from './service/watch.ts'
import { statelessEnvironment } from './shop-environment.ts'

export interface ShopStackProps extends StackProps {
  readonly network: NetworkStack
  readonly artifacts: ArtifactsStack
  readonly imageTag: string
}

/** The stateless shop: each part a service that scales by itself, the state in services of AWS. */
export class StatelessStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { data, imageTag, ...props }: ShopStackProps & { data: DataStack },
  ) {
    super(scope, id, props)
    const ground = createGround(this, props)
    const { valkeySessions, valkeyCarts } = data.secrets
    const passwords = { sessions: valkeySessions, carts: valkeyCarts }
    const { sessionsUrl, cartsUrl } = createStores(this, {
      vpc: ground.vpc,
      callers: ground.taskGroup,
      passwords,
    })
    const services = allParts.map((part) => {
      const { service, taskDefinition } = createFargateService(this, part, {
        ...ground,
        securityGroup: ground.taskGroup,
        imageTag,
        entry: 'apps/shop-stateless/src/server.ts',
        isReadOnly: true,
        environment: {
          ...statelessEnvironment({ data, publicOrigin: ground.address }),
          ...addressSettings,
          SHOP_PARTS: part,
          SHOP_VALKEY_SESSIONS_URL: sessionsUrl,
          SHOP_VALKEY_CARTS_URL: cartsUrl,
          // Both are clusters, if of one shard: after a failover only a cluster's client finds the new primary.
          SHOP_VALKEY_SESSIONS_MODE: 'cluster',
          SHOP_VALKEY_CARTS_MODE: 'cluster',
        },
      })
      grant(taskDefinition.taskRole, { data, permissions: permissionsOf[part] })
      const targets = createTargets(this, `${part}Targets`, { vpc: ground.vpc, isSticky: false })
      targets.addTarget(service)
      return { name: part, service, targets }
    })
    this.route(
      ground.listener,
      Object.fromEntries(services.map(({ name, targets }) => [name, targets])) as Targets,
    )
    for (const { service, targets } of services) scaleByRequests(service, targets)
    watch(this, services)
  }

  /** From the shop's own table of parts, in which no path belongs to two: so the order of the rules says nothing. */
  private route(listener: ApplicationListener, targets: Targets) {
    for (const [index, { part, patterns }] of pathRules().entries()) {
      new ApplicationListenerRule(this, `${part}Rule${index}`, {
        listener,
        priority: 10 + index,
        conditions: [ListenerCondition.pathPatterns([...patterns])],
        action: ListenerAction.forward([targets[part]]),
      })
    }
    listener.addAction('Default', { action: ListenerAction.forward([targets[defaultPart()]]) })
  }
}

type Targets = Readonly<Record<ShopPart, ReturnType<typeof createTargets>>>
