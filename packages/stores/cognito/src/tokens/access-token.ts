import type { AccountId, Now } from '@unsticky/kernel'
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose'

export interface AccessTokenRules {
  /** `https://cognito-idp.<region>.amazonaws.com/<user pool>` */
  readonly issuer: string
  readonly clientId: string
  readonly findKey: JWTVerifyGetKey
  readonly now: Now
}

/** How far the clocks of two machines may be apart. */
const leewaySeconds = 30

/**
 * Whose access token this is. `undefined` for anything that the user pool did not sign as an access token for this
 * client: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export async function verifyAccessToken(
  token: string,
  { issuer, clientId, findKey, now }: AccessTokenRules,
): Promise<{ accountId: AccountId } | undefined> {
  try {
    const { payload } = await jwtVerify(token, findKey, {
      // The list keeps "none" out, and a public key from being taken for an HMAC secret.
      algorithms: ['RS256'],
      issuer,
      clockTolerance: leewaySeconds,
      currentDate: new Date(now()),
      requiredClaims: ['exp', 'sub', 'client_id', 'token_use'],
    })
    // An access token names its client here; only an ID token has an audience.
    if (payload.token_use !== 'access' || payload.client_id !== clientId) return undefined
    return typeof payload.sub === 'string' && payload.sub ? { accountId: payload.sub } : undefined
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
