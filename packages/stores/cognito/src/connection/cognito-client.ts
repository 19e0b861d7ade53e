import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { awsClientSettings } from '@unsticky/aws-client'

/** A client for the user pool; where it leads is said by the environment alone. */
export const createCognitoClient = (): CognitoIdentityProviderClient =>
  // Checking a password is slow on purpose.
  new CognitoIdentityProviderClient(awsClientSettings({ requestTimeoutMs: 2000 }))
