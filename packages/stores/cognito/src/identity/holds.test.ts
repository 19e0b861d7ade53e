import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { UnavailableError } from '@unsticky/kernel'
import { describe, expect, it } from 'vitest'
import { createCognitoIdentity } from './identity.ts'

const tokens = [{ refreshToken: 'refresh' }, { accessToken: 'access' }] as const

describe('whether a login holds', () => {
  it.each([
    ['NotAuthorizedException', 'Refresh Token has been revoked'],
    ['NotAuthorizedException', 'User is disabled.'],
    ['NotAuthorizedException', 'Access Token has been revoked'],
    ['UserNotFoundException', 'User does not exist.'],
    ['PasswordResetRequiredException', 'Password reset required for the user'],
  ])('is no when Cognito says so: %s, %s', async (name, message) => {
    await using cognito = await openAnswering(400, name, message)

    for (const token of tokens) expect(await cognito.identity.holds(token)).toBe(false)
  })

  it.each([
    [400, 'TooManyRequestsException', 'Rate exceeded'],
    [400, 'LimitExceededException', 'Attempt limit exceeded, please try after some time.'],
    [400, 'InvalidParameterException', 'REFRESH_TOKEN_AUTH flow not enabled for this client'],
    [400, 'NotAuthorizedException', 'Client app is configured for secret but secret was not received'],
    [400, 'UserLambdaValidationException', 'PreAuthentication failed'],
    [400, 'ResourceNotFoundException', 'User pool client does not exist.'],
    [403, 'ForbiddenException', 'Request not allowed due to WAF block.'],
    [500, 'InternalErrorException', 'Something went wrong'],
  ])('is not known, and nobody is signed out, when it says %i %s: %s', async (status, name, message) => {
    await using cognito = await openAnswering(status, name, message)

    for (const token of tokens)
      await expect(cognito.identity.holds(token)).rejects.toBeInstanceOf(UnavailableError)
  })
})

/** A Cognito that answers everything alike; the local one cannot be made to refuse in these ways. */
async function openAnswering(status: number, name: string, message: string) {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': name })
    response.end(JSON.stringify({ __type: name, message }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new CognitoIdentityProviderClient({
    ...{ endpoint, credentials, region: 'eu-west-1', maxAttempts: 1 },
  })
  const pool = { userPoolId: 'eu-west-1_pool', clientId: 'client', issuer: endpoint, jwksUrl: endpoint }
  return {
    identity: createCognitoIdentity({ client, ...pool }),
    [Symbol.asyncDispose]: async () => {
      client.destroy()
      server.closeAllConnections()
      server.close()
    },
  }
}
