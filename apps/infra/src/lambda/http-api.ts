import { RemovalPolicy, type Stack } from 'aws-cdk-lib'
import {
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'

/** An HTTP API that passes every path on to one function, with a limit: each request more is money. */
export function createHttpApi(stack: Stack) {
  const api = new HttpApi(stack, 'Api', {
    createDefaultStage: false,
    description: 'The stateless shop on Lambda',
  })
  const logGroup = new LogGroup(stack, 'ApiLog', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  new HttpStage(stack, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: 200, burstLimit: 400 },
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup) },
  })
  return { address: api.apiEndpoint, forwardTo }

  function forwardTo(shop: IFunction) {
    const integration = new HttpLambdaIntegration('Shop', shop, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    })
    api.addRoutes({ path: '/{proxy+}', integration })
    api.addRoutes({ path: '/', integration })
  }
}
