import { Duration } from 'aws-cdk-lib'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Construct } from 'constructs'
import { vpcCidr } from '../network-stack.ts'
import { timing } from '../timing.ts'
import { privatePatterns } from './path-rules.ts'

export interface Balancer {
  readonly balancer: elb.ApplicationLoadBalancer
  readonly listener: elb.ApplicationListener
}

/** Inside the network: only CloudFront's VPC origin, which has addresses in it, can ask it. */
export function createBalancer(scope: Construct, vpc: ec2.IVpc): Balancer {
  const securityGroup = new ec2.SecurityGroup(scope, 'BalancerGroup', { vpc, description: 'Balancer' })
  securityGroup.addIngressRule(ec2.Peer.ipv4(vpcCidr), ec2.Port.tcp(80), 'CloudFront, by its VPC origin')
  const balancer = new elb.ApplicationLoadBalancer(scope, 'Balancer', {
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    internetFacing: false,
    securityGroup,
    dropInvalidHeaderFields: true,
    idleTimeout: Duration.seconds(timing.idleTimeout),
    // What a client wrote into X-Forwarded-For stays in front; the shop counts from the end.
    xffHeaderProcessingMode: elb.XffHeaderProcessingMode.APPEND,
  })
  const listener = balancer.addListener('Http', { port: 80, open: false })
  refusePrivatePaths(scope, listener)
  return { balancer, listener }
}

function refusePrivatePaths(scope: Construct, listener: elb.ApplicationListener) {
  new elb.ApplicationListenerRule(scope, 'PrivatePaths', {
    listener,
    priority: 1,
    conditions: [elb.ListenerCondition.pathPatterns([...privatePatterns])],
    action: elb.ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not here' }),
  })
}

interface TargetsOptions {
  readonly vpc: ec2.IVpc
  /** Sends a browser to the instance it knows: what a shop needs that keeps state in its process. */
  readonly isSticky: boolean
}

/** A group of targets whose health is what the shop says of itself. */
export function createTargets(scope: Construct, id: string, { vpc, isSticky }: TargetsOptions) {
  return new elb.ApplicationTargetGroup(scope, id, {
    vpc,
    port: 3000,
    protocol: elb.ApplicationProtocol.HTTP,
    targetType: elb.TargetType.IP,
    deregistrationDelay: Duration.seconds(timing.deregistrationDelay),
    ...(isSticky && { stickinessCookieDuration: Duration.days(1) }),
    loadBalancingAlgorithmType: elb.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
    healthCheck: {
      path: '/readyz',
      healthyHttpCodes: '200',
      interval: Duration.seconds(timing.healthCheckInterval),
      timeout: Duration.seconds(timing.healthCheckTimeout),
      healthyThresholdCount: timing.healthCheckThreshold,
      unhealthyThresholdCount: timing.healthCheckThreshold,
    },
  })
}
