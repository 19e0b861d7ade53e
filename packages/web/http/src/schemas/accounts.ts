import { Type } from 'typebox'
import { AddressSchema, Strict, Text, Time } from './common.ts'

const email = Type.String({ format: 'email', maxLength: 254 })
const password = Type.String({ minLength: 1, maxLength: 200 })

export const CredentialsSchema = Strict({ email, password })
export const SignUpSchema = Strict({ email, password, displayName: Text(60) })

export const SessionSchema = Type.Object({
  signedIn: Type.Boolean(),
  accountId: Type.Optional(Type.String()),
  displayName: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  csrfToken: Type.String({ description: 'Send it as X-CSRF-Token with every write by cookie' }),
})

export const AccountSchema = Type.Object({
  accountId: Type.String(),
  email: Type.String(),
  displayName: Type.String(),
})

/** Who changes a password, or ends sessions, says the password once more. */
export const PasswordSchema = Strict({ password })
export const PasswordChangeSchema = Strict({ password, newPassword: password })

export const LoginsSchema = Type.Object({
  sessions: Type.Array(
    Type.Object({
      isThisOne: Type.Boolean(),
      startedAt: Time,
      device: Type.String({ description: 'What the browser says it is' }),
    }),
  ),
})

export const TokensSchema = Type.Object({
  accessToken: Type.String(),
  refreshToken: Type.String(),
  expiresInSeconds: Type.Integer(),
})

export const RefreshSchema = Strict({ refreshToken: Type.String({ minLength: 1, maxLength: 4096 }) })

export const ProfileSchema = Type.Object({
  accountId: Type.String(),
  email: Type.String(),
  displayName: Type.String(),
  address: Type.Optional(AddressSchema),
  hasPicture: Type.Boolean(),
  updatedAt: Time,
})

export const ProfileChangeSchema = Type.Object(
  {
    displayName: Type.Optional(Text(60)),
    address: Type.Optional(
      Type.Union([AddressSchema, Type.Null()], { description: 'null removes the saved address' }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
)

/** Lets a page name the version it means, so that a browser does not show the picture it has in memory. */
export const PictureQuery = Strict({ v: Type.Optional(Type.String({ maxLength: 200 })) })
