import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { awsClientSettings } from '@unsticky/aws-client'

/** A client for Secrets Manager; where it leads is said by the environment alone. */
export const createSecretsClient = (): SecretsManagerClient => new SecretsManagerClient(awsClientSettings())
