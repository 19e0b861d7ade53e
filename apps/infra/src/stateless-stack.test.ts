import { shopPolicy } from '@unsticky/autoscale/policy'
import { allParts, type ShopPart, shopParts } from '@unsticky/http'
import { describe, expect, it } from 'vitest'
import { permissionsOf } from './permissions.ts'
import { only, type Properties, propertiesOf, readTemplate, resourcesOf } from './testing/templates.ts'
import { timing } from './timing.ts'

const stack = readTemplate('UnstickyStateless')
const taskOf = (part: ShopPart) => found(resourcesOf(stack, 'AWS::ECS::TaskDefinition'), `${part}Task`)
const containerOf = (part: ShopPart) => taskOf(part).ContainerDefinitions[0] as Properties
const environmentOf = (part: ShopPart): Readonly<Record<string, unknown>> =>
  Object.fromEntries(containerOf(part).Environment.map(({ Name, Value }: Properties) => [Name, Value]))

function found(resources: Readonly<Record<string, Properties>>, prefix: string): Properties {
  const [entry, ...more] = Object.entries(resources).filter(([id]) =>
    new RegExp(`^${prefix}[0-9A-F]{0,8}$`).test(id),
  )
  if (!entry || more.length > 0) throw new Error(`Not one resource is named ${prefix}`)
  return entry[1]
}

describe('the services', () => {
  it('are one for each part of the shop, told which it is', () => {
    expect(propertiesOf(stack, 'AWS::ECS::Service')).toHaveLength(allParts.length)
    for (const part of allParts) expect(environmentOf(part).SHOP_PARTS).toBe(part)
  })

  it('are replaced without a gap, and put back when the new ones do not become ready', () => {
    for (const { DeploymentConfiguration, DesiredCount } of propertiesOf(stack, 'AWS::ECS::Service')) {
      expect(DesiredCount).toBe(2)
      expect(DeploymentConfiguration).toMatchObject({
        MinimumHealthyPercent: 100,
        MaximumPercent: 200,
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      })
    }
  })

  it('run as nobody in particular, on a disk that cannot be written', () => {
    for (const part of allParts)
      expect(containerOf(part)).toMatchObject({
        User: '1000:1000',
        ReadonlyRootFilesystem: true,
      })
  })

  it('stop in the time that the shop takes to drain and close', () => {
    for (const part of allParts) {
      expect(containerOf(part).StopTimeout).toBe(timing.stopTimeout)
      expect(environmentOf(part)).toMatchObject({ DRAIN_SECONDS: '15', GRACE_SECONDS: '20' })
    }
  })

  it('know the address of a client behind CloudFront and the balancer', () => {
    for (const part of allParts)
      expect(environmentOf(part)).toMatchObject({
        TRUSTED_PROXIES: '10.0.0.0/16',
        TRUSTED_HOPS: '2',
        FORWARDED_PROTO_HEADER: 'cloudfront-forwarded-proto',
      })
  })

  it('find their stores by TLS and name secrets, never hold them', () => {
    for (const part of allParts) {
      const environment = environmentOf(part)
      expect(JSON.stringify(environment.SHOP_VALKEY_SESSIONS_URL)).toContain('rediss://shop@')
      expect(JSON.stringify(environment.SHOP_VALKEY_CARTS_URL)).toContain(
        'rediss://unstickystateless-carts-user@',
      )
      expect(JSON.stringify(containerOf(part))).not.toContain('resolve:secretsmanager')
    }
  })
})

describe('the balancer', () => {
  const rules = propertiesOf(stack, 'AWS::ElasticLoadBalancingV2::ListenerRule')
  const valuesOf = (rule: Properties): string[] => rule.Conditions[0].PathPatternConfig.Values

  it('is inside the network', () => {
    expect(only(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer').Scheme).toBe('internal')
  })

  it('refuses the private paths before it looks at any other rule', () => {
    const [first] = rules.toSorted((one, other) => one.Priority - other.Priority)

    expect(valuesOf(first as Properties)).toEqual(expect.arrayContaining(['/livez', '/readyz', '/metrics']))
    expect(first?.Actions).toMatchObject([
      { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } },
    ])
  })

  it.each(allParts)('leads the paths of %s to its service', (part) => {
    const [group] = Object.entries(resourcesOf(stack, 'AWS::ElasticLoadBalancingV2::TargetGroup')).find(
      ([id]) => id.startsWith(`${part}Targets`),
    ) as [string, Properties]
    const isForThis = ({ Actions }: Properties) => Actions[0].TargetGroupArn?.Ref === group
    const expected = shopParts[part].filter((path) => path !== '/').flatMap((path) => [path, `${path}/*`])

    expect(rules.filter(isForThis).flatMap(valuesOf).toSorted()).toEqual(expected.toSorted())
    const isDefault =
      only(stack, 'AWS::ElasticLoadBalancingV2::Listener').DefaultActions[0].TargetGroupArn?.Ref === group
    expect(isDefault).toBe(part === 'pages')
    const service = found(resourcesOf(stack, 'AWS::ECS::Service'), `${part}Service`)
    expect(service.LoadBalancers[0].TargetGroupArn.Ref).toBe(group)
  })

  it('asks for readiness, quicker than a shop drains, and lets requests end', () => {
    for (const group of propertiesOf(stack, 'AWS::ElasticLoadBalancingV2::TargetGroup')) {
      expect(group).toMatchObject({
        HealthCheckPath: '/readyz',
        HealthCheckIntervalSeconds: 5,
        UnhealthyThresholdCount: 2,
      })
      expect(attributesOf(group)).toMatchObject({
        'deregistration_delay.timeout_seconds': '20',
        'stickiness.enabled': 'false',
      })
    }
  })
})

const attributesOf = ({ TargetGroupAttributes }: Properties) =>
  Object.fromEntries(TargetGroupAttributes.map(({ Key, Value }: Properties) => [Key, Value]))

it('scales every service by itself, by the policy of `pnpm autoscale`', () => {
  const policies = propertiesOf(stack, 'AWS::ApplicationAutoScaling::ScalingPolicy')

  expect(policies).toHaveLength(allParts.length)
  for (const { TargetTrackingScalingPolicyConfiguration: policy } of policies)
    expect(policy).toMatchObject({
      PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
      TargetValue: shopPolicy.targetValue * 60,
      ScaleOutCooldown: 180,
      ScaleInCooldown: 300,
    })
  for (const target of propertiesOf(stack, 'AWS::ApplicationAutoScaling::ScalableTarget'))
    expect(target).toMatchObject({ MinCapacity: 2, MaxCapacity: shopPolicy.maxCapacity })
})

describe('the stores', () => {
  it('are reached by the tasks alone', () => {
    const ingress = propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress').filter(
      (rule) => rule.FromPort === 6379,
    )
    const [tasksGroup] = Object.keys(resourcesOf(stack, 'AWS::EC2::SecurityGroup')).filter((id) =>
      id.startsWith('TasksGroup'),
    )

    expect(ingress.map((rule) => rule.SourceSecurityGroupId['Fn::GetAtt'])).toEqual([[tasksGroup, 'GroupId']])
  })

  it('take TLS only and keep carts in two zones', () => {
    expect(only(stack, 'AWS::MemoryDB::Cluster')).toMatchObject({
      TLSEnabled: true,
      NumReplicasPerShard: 1,
      Engine: 'valkey',
    })
    expect(only(stack, 'AWS::ElastiCache::ServerlessCache')).toMatchObject({ Engine: 'valkey' })
  })

  it('allow what the shop keeps there, and no command that looks into or empties a server', () => {
    const strings = ['AWS::MemoryDB::User', 'AWS::ElastiCache::User'].map(
      (type) => only(stack, type).AccessString,
    )

    for (const string of strings) expect(string).toMatch(/ -@all .* -@dangerous \+info \+cluster$/)
    expect(strings.join(' ')).not.toMatch(/~\*|allkeys|\+@all|\+@admin/)
  })
})

describe('what a task may do', () => {
  const policies = resourcesOf(stack, 'AWS::IAM::Policy')
  const statementsOf = (part: ShopPart): Properties[] =>
    found(policies, `${part}TaskTaskRoleData`).PolicyDocument.Statement

  it.each(allParts)('is what its part needs: %s', (part) => {
    const allowed = Object.fromEntries(statementsOf(part).map(({ Sid, Action }) => [Sid, [Action].flat()]))

    expect(allowed).toEqual(permissionsOf[part])
    for (const { Resource, Action, Effect } of statementsOf(part)) {
      expect(Effect).toBe('Allow')
      expect(JSON.stringify([Resource, Action])).not.toMatch(/"\*"|:\*"/)
    }
  })

  it('keeps parts apart: the cart opens no profile, the catalogue takes no stock', () => {
    expect(permissionsOf.cart.profiles).toBeUndefined()
    expect(permissionsOf.catalogue.catalog).not.toContain('dynamodb:UpdateItem')
    expect(permissionsOf.pages.orders).not.toContain('dynamodb:PutItem')
  })
})

describe('CloudFront', () => {
  const { DistributionConfig: config } = only(stack, 'AWS::CloudFront::Distribution')

  it('asks the balancer by a VPC origin and caches nothing of it', () => {
    expect(only(stack, 'AWS::CloudFront::VpcOrigin').VpcOriginEndpointConfig).toMatchObject({
      OriginProtocolPolicy: 'http-only',
      HTTPPort: 80,
    })
    // "CachingDisabled" and "AllViewerAndCloudFrontHeaders-2022-06", which brings CloudFront-Forwarded-Proto.
    expect(config.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: '33f36d7e-f396-46d9-90e0-52428a34d9dc',
      ViewerProtocolPolicy: 'redirect-to-https',
    })
  })

  it('takes style sheet and scripts from S3, by its own identity', () => {
    expect(config.CacheBehaviors).toMatchObject([
      { PathPattern: '/assets/*', ViewerProtocolPolicy: 'https-only' },
    ])
    const bucket = config.Origins.find(({ S3OriginConfig }: Properties) => S3OriginConfig)
    expect(bucket.OriginAccessControlId).toBeDefined()
  })
})

describe('whoever watches', () => {
  it('hears of errors, of instances that are not ready and of slow answers, for every service', () => {
    const alarms = propertiesOf(stack, 'AWS::CloudWatch::Alarm')

    expect(alarms).toHaveLength(3 * allParts.length)
    for (const { AlarmActions } of alarms) expect(AlarmActions).toHaveLength(1)
  })

  it('has a dashboard, and a log for each service that is not kept for ever', () => {
    const body = JSON.stringify(only(stack, 'AWS::CloudWatch::Dashboard').DashboardBody)
    for (const part of allParts) expect(body).toContain(`${part}: requests for each instance`)

    const logs = propertiesOf(stack, 'AWS::Logs::LogGroup')
    expect(logs.map(({ RetentionInDays }) => RetentionInDays)).toEqual(allParts.map(() => 30))
  })
})
