import { Stack } from 'aws-cdk-lib'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as elasticache from 'aws-cdk-lib/aws-elasticache'
import * as memorydb from 'aws-cdk-lib/aws-memorydb'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { accessString } from './store-access.ts'

interface StoresOptions {
  readonly vpc: ec2.IVpc
  readonly callers: ec2.ISecurityGroup
  /** Of the shape `{"password": "…"}`. */
  readonly passwords: { readonly sessions: ISecret; readonly carts: ISecret }
}

/**
 * The two Valkeys: ElastiCache Serverless for what may be lost, MemoryDB for what may not. Both speak TLS and the cluster
 * protocol only. Returns their addresses, without the passwords.
 */
export function createStores(scope: Construct, { vpc, callers, passwords }: StoresOptions) {
  const securityGroup = new ec2.SecurityGroup(scope, 'StoresGroup', {
    vpc,
    description: 'Session and cart store',
    allowAllOutbound: false,
  })
  // ElastiCache Serverless answers reads from replicas on the second port.
  securityGroup.addIngressRule(callers, ec2.Port.tcpRange(6379, 6380), 'Tasks of the shop')
  const place = {
    subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
    securityGroupIds: [securityGroup.securityGroupId],
  }
  return {
    sessionsUrl: createSessions(scope, { ...place, password: passwords.sessions }),
    cartsUrl: createCarts(scope, { ...place, password: passwords.carts }),
  }
}

interface Place {
  readonly subnetIds: string[]
  readonly securityGroupIds: string[]
  readonly password: ISecret
}

/** Resolved while deploying; never in the template. */
const plain = (password: ISecret) => password.secretValueFromJson('password').unsafeUnwrap()

const nameOf = (scope: Construct, what: string) => `${Stack.of(scope).stackName}-${what}`.toLowerCase()

function createSessions(scope: Construct, { subnetIds, securityGroupIds, password }: Place) {
  const userName = 'shop'
  const user = new elasticache.CfnUser(scope, 'SessionsUser', {
    userId: nameOf(scope, 'sessions-user'),
    userName,
    engine: 'valkey',
    accessString: accessString('sessions'),
    authenticationMode: { Type: 'password', Passwords: [plain(password)] },
  })
  const group = new elasticache.CfnUserGroup(scope, 'SessionsUsers', {
    userGroupId: nameOf(scope, 'sessions-users'),
    engine: 'valkey',
    userIds: [user.ref],
  })
  const cache = new elasticache.CfnServerlessCache(scope, 'Sessions', {
    serverlessCacheName: nameOf(scope, 'sessions'),
    description: 'Sessions, login attempts, leases, cart updates',
    engine: 'valkey',
    majorEngineVersion: '8',
    userGroupId: group.ref,
    subnetIds,
    securityGroupIds,
    // What a mistake may cost at most.
    cacheUsageLimits: { dataStorage: { maximum: 5, unit: 'GB' }, ecpuPerSecond: { maximum: 20_000 } },
  })
  return `rediss://${userName}@${cache.attrEndpointAddress}:${cache.attrEndpointPort}`
}

function createCarts(scope: Construct, { subnetIds, securityGroupIds, password }: Place) {
  const subnetGroup = new memorydb.CfnSubnetGroup(scope, 'CartsSubnets', {
    subnetGroupName: nameOf(scope, 'carts'),
    subnetIds,
  })
  // A name of the whole account, unlike that of a user of ElastiCache.
  const userName = nameOf(scope, 'carts-user')
  const user = new memorydb.CfnUser(scope, 'CartsUser', {
    userName,
    accessString: accessString('carts'),
    authenticationMode: { Type: 'password', Passwords: [plain(password)] },
  })
  const acl = new memorydb.CfnACL(scope, 'CartsUsers', {
    aclName: nameOf(scope, 'carts'),
    userNames: [user.ref],
  })
  const cluster = new memorydb.CfnCluster(scope, 'Carts', {
    clusterName: nameOf(scope, 'carts'),
    description: 'Carts: what was acknowledged is in a log in several zones',
    engine: 'valkey',
    engineVersion: '7.3',
    nodeType: 'db.t4g.small',
    numShards: 1,
    numReplicasPerShard: 1,
    tlsEnabled: true,
    autoMinorVersionUpgrade: true,
    snapshotRetentionLimit: 1,
    aclName: acl.ref,
    subnetGroupName: subnetGroup.ref,
    securityGroupIds,
  })
  return `rediss://${userName}@${cluster.attrClusterEndpointAddress}:6379`
}
