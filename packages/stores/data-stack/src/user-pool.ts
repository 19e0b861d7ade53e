import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccountRecovery, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'

/** Who can log in. The e-mail address is the name, and upper case is no other person. */
export function createUserPool(scope: Construct, { protect }: { readonly protect: boolean }) {
  const pool = new UserPool(scope, 'Users', {
    signInAliases: { email: true },
    signInCaseSensitive: false,
    selfSignUpEnabled: true,
    standardAttributes: { email: { required: true, mutable: true } },
    mfa: Mfa.OFF,
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    // Length, not composition (NIST SP 800-63B, 3.1.1.2).
    passwordPolicy: {
      minLength: 10,
      requireDigits: false,
      requireLowercase: false,
      requireUppercase: false,
      requireSymbols: false,
    },
    deletionProtection: protect,
    removalPolicy: protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  const client = pool.addClient('Shop', {
    authFlows: { userPassword: true },
    generateSecret: false,
    disableOAuth: true,
    // "No such user" and "wrong password" are one answer.
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.minutes(60),
    idTokenValidity: Duration.minutes(60),
    refreshTokenValidity: Duration.days(30),
  })
  return { pool, client }
}
