import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2'
import type { IRepository } from 'aws-cdk-lib/aws-ecr'
import * as ecs from 'aws-cdk-lib/aws-ecs'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { timing } from '../timing.ts'

export interface FargateServiceOptions {
  readonly cluster: ecs.ICluster
  readonly securityGroup: ISecurityGroup
  readonly images: IRepository
  readonly imageTag: string
  /** The program inside the image. */
  readonly entry: string
  readonly environment: Readonly<Record<string, string>>
  /** Off only for a shop that keeps files on its own disk. */
  readonly isReadOnly: boolean
}

/** The size of every task: the half core and the gibibyte that docs/results were measured for and priced at. */
export const taskSize = { cpu: 512, memoryLimitMiB: 1024 } as const

const askLiveness = `fetch('http://127.0.0.1:3000/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`

/** Two tasks of one program in two zones, replaced without a gap, and put back when the new one does not become ready. */
export function createFargateService(scope: Construct, name: string, options: FargateServiceOptions) {
  const { cluster, securityGroup } = options
  const taskDefinition = createTask(scope, name, options)
  const service = new ecs.FargateService(scope, `${name}Service`, {
    cluster,
    taskDefinition,
    securityGroups: [securityGroup],
    desiredCount: 2,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { rollback: true },
    availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
    healthCheckGracePeriod: Duration.seconds(60),
    vpcSubnets: { subnets: cluster.vpc.isolatedSubnets },
    assignPublicIp: false,
  })
  return { taskDefinition, service }
}

function createTask(scope: Construct, name: string, options: FargateServiceOptions) {
  const task = new ecs.FargateTaskDefinition(scope, `${name}Task`, {
    ...taskSize,
    runtimePlatform: {
      cpuArchitecture: ecs.CpuArchitecture.X86_64,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
  })
  task.addContainer('shop', {
    image: ecs.ContainerImage.fromEcrRepository(options.images, options.imageTag),
    command: ['node', options.entry],
    portMappings: [{ containerPort: 3000 }],
    environment: {
      HOST: '0.0.0.0',
      PORT: '3000',
      DRAIN_SECONDS: String(timing.drain),
      GRACE_SECONDS: String(timing.grace),
      ...options.environment,
    },
    readonlyRootFilesystem: options.isReadOnly,
    user: '1000:1000',
    // SIGTERM reaches node, and what it leaves behind is reaped.
    linuxParameters: new ecs.LinuxParameters(scope, `${name}Linux`, { initProcessEnabled: true }),
    stopTimeout: Duration.seconds(timing.stopTimeout),
    logging: ecs.LogDrivers.awsLogs({ logGroup: logGroupOf(scope, name), streamPrefix: 'shop' }),
    // Alive, not ready: a shop whose stores are away is not helped by a restart.
    healthCheck: {
      command: ['CMD', 'node', '-e', askLiveness],
      interval: Duration.seconds(10),
      startPeriod: Duration.seconds(30),
    },
  })
  return task
}

const logGroupOf = (scope: Construct, name: string) =>
  new LogGroup(scope, `${name}Log`, {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  })
