export { createCognitoClient } from './connection/cognito-client.ts'
export { type CognitoIdentityOptions, createCognitoIdentity } from './identity/identity.ts'
