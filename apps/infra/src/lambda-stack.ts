import type { DataStack } from '@unsticky/data-stack/cdk'
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import type { Construct } from 'constructs'
import type { ArtifactsStack } from './artifacts-stack.ts'
import { grant } from './grant.ts'
import { createFunction } from './lambda/function.ts'
import { createHttpApi } from './lambda/http-api.ts'
import { watchFunctions } from './lambda/watch-functions.ts'
import { reminderPermissions, wholeShopPermissions } from './permissions.ts'
import { statelessEnvironment } from './shop-environment.ts'

export interface LambdaStackProps extends StackProps {
  readonly data: DataStack
  readonly artifacts: ArtifactsStack
  /** S3 key of the bundle that `deploy:aws` has uploaded. */
  readonly bundleKey: string
}

/**
 * The stateless shop without a server: because nothing of it lives in a process, a process may be frozen after every
 * answer. Sessions and carts in DynamoDB, no network of its own, the reminder called by a schedule.
 */
export class LambdaStack extends Stack {
  constructor(scope: Construct, id: string, { data, artifacts, bundleKey, ...props }: LambdaStackProps) {
    super(scope, id, props)
    const api = createHttpApi(this)
    const code = { bucket: artifacts.bundles, key: bundleKey }
    const shop = createFunction(this, 'Shop', {
      code,
      handler: 'handler.handler',
      // One whole processor: a cold start and a login are work.
      memorySize: 1769,
      timeout: Duration.seconds(25),
      environment: environmentOf(data, api),
    })
    grant(shop.role, { data, permissions: wholeShopPermissions })
    api.forwardTo(shop.function)
    const remind = createFunction(this, 'Remind', {
      code,
      handler: 'remind.handler',
      memorySize: 512,
      timeout: Duration.seconds(60),
      environment: {
        SHOP_CARTS_TABLE: data.tables.carts.tableName,
        SHOP_OPERATIONS_TABLE: data.tables.operations.tableName,
      },
    })
    grant(remind.role, { data, permissions: reminderPermissions })
    new Schedule(this, 'EveryFiveMinutes', {
      description: 'The abandoned-cart reminder',
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      target: new LambdaInvoke(remind.function, { retryAttempts: 1, maxEventAge: Duration.minutes(5) }),
    })
    watchFunctions(this, { Shop: shop.function, Remind: remind.function })
    new CfnOutput(this, 'Address', { value: api.address })
  }
}

const environmentOf = (data: DataStack, { address }: { readonly address: string }) => {
  // There is no Valkey to be told about.
  const {
    SHOP_VALKEY_SESSIONS_SECRET: _sessions,
    SHOP_VALKEY_CARTS_SECRET: _carts,
    ...environment
  } = statelessEnvironment({ data, publicOrigin: address })
  return { ...environment, LOG_LEVEL: 'info', SHOP_OPERATIONS_TABLE: data.tables.operations.tableName }
}
