import { Stack, type StackProps } from 'aws-cdk-lib'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

/** Written down, because a security group of an endpoint names it and MiniStack cannot tell it. */
export const vpcCidr = '10.0.0.0/16'

const { GatewayVpcEndpointAwsService: Gateway, InterfaceVpcEndpointAwsService: Interface } = ec2

/** What a task asks for, beside DynamoDB and S3: its image, a place for its log, secrets, logins. */
const interfaces = {
  Registry: Interface.ECR,
  Images: Interface.ECR_DOCKER,
  Logs: Interface.CLOUDWATCH_LOGS,
  Secrets: Interface.SECRETS_MANAGER,
  Logins: new Interface('cognito-idp'),
}

/**
 * A network without a way out: no NAT gateway and no public address. AWS is reached through endpoints, the shops are
 * reached by CloudFront alone, through a VPC origin. Both shops share it.
 */
export class NetworkStack extends Stack {
  readonly vpc: ec2.Vpc

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props)
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(vpcCidr),
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'shop', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 20 }],
      // It would take a function of CDK's own to empty it; nothing uses the default group.
      restrictDefaultSecurityGroup: false,
    })
    this.allowVpcOrigins()
    this.logRefused()
    this.addEndpoints()
  }

  /** CloudFront asks for a gateway to exist, as the owner's word that the network may be reached. No route leads to it. */
  private allowVpcOrigins() {
    const gateway = new ec2.CfnInternetGateway(this, 'Gateway')
    const attachment = { vpcId: this.vpc.vpcId, internetGatewayId: gateway.ref }
    new ec2.CfnVPCGatewayAttachment(this, 'GatewayAttachment', attachment)
  }

  private logRefused() {
    const logGroup = new LogGroup(this, 'RefusedConnections', { retention: RetentionDays.ONE_WEEK })
    const destination = ec2.FlowLogDestination.toCloudWatchLogs(logGroup)
    this.vpc.addFlowLog('Refused', { trafficType: ec2.FlowLogTrafficType.REJECT, destination })
  }

  private addEndpoints() {
    this.vpc.addGatewayEndpoint('Files', { service: Gateway.S3 })
    this.vpc.addGatewayEndpoint('Tables', { service: Gateway.DYNAMODB })
    const callers = new ec2.SecurityGroup(this, 'Endpoints', {
      vpc: this.vpc,
      description: 'Endpoints of AWS services',
      allowAllOutbound: false,
    })
    callers.addIngressRule(ec2.Peer.ipv4(vpcCidr), ec2.Port.tcp(443), 'Whoever is in this network')
    for (const [name, service] of Object.entries(interfaces))
      this.vpc.addInterfaceEndpoint(name, { service, securityGroups: [callers], open: false })
  }
}
