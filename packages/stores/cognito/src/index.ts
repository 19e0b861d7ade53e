export { createCognitoClient } from './cognito-client.ts'
export { type CognitoIdentityOptions, createCognitoIdentity } from './cognito-identity.ts'
