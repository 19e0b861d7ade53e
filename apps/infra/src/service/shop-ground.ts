import { CfnOutput, type Stack } from 'aws-cdk-lib'
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2'
import { Cluster, ContainerInsights } from 'aws-cdk-lib/aws-ecs'
import type { ArtifactsStack } from '../artifacts-stack.ts'
import { type NetworkStack, vpcCidr } from '../network-stack.ts'
import { createBalancer } from './balancer.ts'
import { createEdge } from './edge.ts'

interface GroundOptions {
  readonly network: NetworkStack
  readonly artifacts: ArtifactsStack
}

/** What either shop stands on: a cluster, a balancer, a public address, and a group that its tasks are in. */
export function createGround(stack: Stack, { network, artifacts }: GroundOptions) {
  const { vpc } = network
  const cluster = new Cluster(stack, 'Cluster', { vpc, containerInsightsV2: ContainerInsights.ENABLED })
  const { balancer, listener } = createBalancer(stack, vpc)
  const taskGroup = new SecurityGroup(stack, 'TasksGroup', { vpc, description: 'Tasks of the shop' })
  taskGroup.addIngressRule(
    balancer.connections.securityGroups[0] as SecurityGroup,
    Port.tcp(3000),
    'Balancer',
  )
  const edge = createEdge(stack, { balancer, assets: artifacts.assets })
  const address = `https://${edge.distributionDomainName}`
  new CfnOutput(stack, 'Address', { value: address })
  return { vpc, cluster, listener, taskGroup, images: artifacts.images, address }
}

/**
 * CloudFront appends the client's address to X-Forwarded-For, the balancer appends CloudFront's: the client is two from
 * the end, and whatever stands before it the client made up.
 */
export const addressSettings = {
  TRUSTED_PROXIES: vpcCidr,
  TRUSTED_HOPS: '2',
  // CloudFront asks the balancer by http, inside the network.
  FORWARDED_PROTO_HEADER: 'cloudfront-forwarded-proto',
} as const
