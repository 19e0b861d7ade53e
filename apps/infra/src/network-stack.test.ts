import { expect, it } from 'vitest'
import { only, propertiesOf, readTemplate } from './testing/templates.ts'

const network = readTemplate('UnstickyNetwork')

it('has no way out: no NAT gateway, no public subnet, no route but to endpoints', () => {
  expect(propertiesOf(network, 'AWS::EC2::NatGateway')).toEqual([])
  expect(propertiesOf(network, 'AWS::EC2::Subnet').map((subnet) => subnet.MapPublicIpOnLaunch)).toEqual([
    false,
    false,
  ])
  expect(propertiesOf(network, 'AWS::EC2::Route')).toEqual([])
})

it('lies in two zones', () => {
  const zones = propertiesOf(network, 'AWS::EC2::Subnet').map((subnet) =>
    JSON.stringify(subnet.AvailabilityZone),
  )

  expect(new Set(zones).size).toBe(2)
})

it('reaches what the shop asks for by endpoints, free ones where there are any', () => {
  const endpoints = propertiesOf(network, 'AWS::EC2::VPCEndpoint')
  const named = (type: string) =>
    endpoints
      .filter((endpoint) => endpoint.VpcEndpointType === type)
      .map(({ ServiceName }) => JSON.stringify(ServiceName).match(/\.([a-z0-9.-]+)"\]?\]?}?$/)?.[1] ?? '')
      .toSorted()

  expect(named('Gateway')).toEqual(['dynamodb', 's3'])
  expect(named('Interface')).toEqual(['cognito-idp', 'ecr.api', 'ecr.dkr', 'logs', 'secretsmanager'])
})

it('lets only its own members ask the endpoints', () => {
  const group = only(network, 'AWS::EC2::SecurityGroup')

  expect(group.SecurityGroupIngress).toMatchObject([{ CidrIp: '10.0.0.0/16', FromPort: 443, ToPort: 443 }])
})
