import type { AccountId, Placed } from '@unsticky/kernel'

export interface Credentials {
  /** Lower case; the edge normalises it. */
  readonly email: string
  readonly password: string
}

/** For the phone app, which holds tokens itself; the browser only ever holds the session cookie. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
}

export interface Login {
  readonly accountId: AccountId
  readonly tokens: Tokens
}

/**
 * Knows who somebody is. Passwords go in and never come out.
 * A backing service that does not answer is an `UnavailableError`.
 */
export interface IdentityProvider extends Placed {
  /** Throws `EmailTakenError` and `WeakPasswordError`. Twenty at once with one email: one succeeds. */
  signUp(credentials: Credentials): Promise<{ readonly accountId: AccountId }>
  /** `undefined` for an unknown email and for a wrong password alike, after the same work. */
  logIn(credentials: Credentials): Promise<Login | undefined>
  /** Whose access token this is; `undefined` for anything forged, expired or not meant as an access token here. */
  verifyAccessToken(accessToken: string): Promise<{ readonly accountId: AccountId } | undefined>
  /** New tokens for a refresh token; `undefined` when it is not valid any more. */
  refresh(refreshToken: string): Promise<Tokens | undefined>
  /** Ends the refresh token, so that no new access tokens come from it. An unknown token does nothing. */
  revoke(refreshToken: string): Promise<void>
  close(): Promise<void>
}
