export { type AwsCall, type AwsGuard, type AwsGuardOptions, createAwsGuard } from './aws-guard.ts'
export { type AwsClientBounds, awsClientSettings } from './client-settings.ts'
export { ConfigurationError } from './configuration-error.ts'
export { isNamed } from './failure.ts'
