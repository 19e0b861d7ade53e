import { type Duration, RemovalPolicy } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'

interface FunctionOptions {
  readonly code: { readonly bucket: IBucket; readonly key: string }
  readonly handler: string
  readonly memorySize: number
  readonly timeout: Duration
  readonly environment: Readonly<Record<string, string>>
}

/** A function with a role and a log of its own. The role may write that log, and what is granted later. */
export function createFunction(scope: Construct, id: string, { code, ...options }: FunctionOptions) {
  const logGroup = new LogGroup(scope, `${id}Log`, {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  // Without CDK's default, a policy of AWS that lets a function write into every log.
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
  logGroup.grantWrite(role)
  const made = new LambdaFunction(scope, `${id}Function`, {
    ...options,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.X86_64,
    code: Code.fromBucket(code.bucket, code.key),
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
  })
  return { function: made, role }
}
