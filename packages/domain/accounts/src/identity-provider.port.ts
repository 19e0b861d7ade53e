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
  /**
   * Whether a login still holds, by the word of the provider itself: false once its account was disabled, deleted or
   * signed out everywhere, or its token was revoked. `verifyAccessToken` alone may not know that.
   */
  holds(token: LoginToken): Promise<boolean>
  /**
   * Ends every login of an account, on the word of who knows its password, and may change that. Resolves to a new
   * login; `undefined` for a wrong password. Throws `WeakPasswordError`.
   */
  endLogins(
    credentials: Credentials,
    options?: { readonly newPassword?: string | undefined },
  ): Promise<Login | undefined>
  close(): Promise<void>
}

/** Either of the two tokens of a login. */
export type LoginToken = { readonly accessToken: string } | { readonly refreshToken: string }
