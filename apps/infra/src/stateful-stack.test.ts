import { expect, it } from 'vitest'
import { only, type Properties, propertiesOf, readTemplate } from './testing/templates.ts'

const stack = readTemplate('UnstickyStateful')

it('is the whole shop as one service, which is not scaled', () => {
  const [container] = only(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions

  expect(container.Command).toEqual(['node', 'apps/shop-stateful/src/server.ts'])
  expect(only(stack, 'AWS::ECS::Service').DesiredCount).toBe(2)
  expect(propertiesOf(stack, 'AWS::ApplicationAutoScaling::ScalingPolicy')).toEqual([])
})

it('sends a browser back to the instance that knows it', () => {
  const attributes = only(stack, 'AWS::ElasticLoadBalancingV2::TargetGroup').TargetGroupAttributes

  expect(attributes).toEqual(
    expect.arrayContaining([
      { Key: 'stickiness.enabled', Value: 'true' },
      { Key: 'stickiness.type', Value: 'lb_cookie' },
      { Key: 'stickiness.lb_cookie.duration_seconds', Value: '86400' },
    ]),
  )
})

it('may ask nobody for data: all of it is in the process', () => {
  const policies = propertiesOf(stack, 'AWS::IAM::Policy')
  const actions = policies.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.flatMap((one: Properties) => one.Action),
  )

  expect(
    actions.filter((action: string) => /^(dynamodb|s3|cognito-idp|secretsmanager):/.test(action)),
  ).toEqual([])
})

it('refuses the private paths, too', () => {
  const rule = only(stack, 'AWS::ElasticLoadBalancingV2::ListenerRule')

  expect(rule.Priority).toBe(1)
  expect(rule.Conditions[0].PathPatternConfig.Values).toContain('/metrics')
})
