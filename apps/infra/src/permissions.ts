import type { ShopPart } from '@unsticky/http'

/** What can be allowed: a table, files under a name, the user pool, a secret of the data stack. */
export type Resource =
  | 'catalog'
  | 'carts'
  | 'idleCarts'
  | 'profiles'
  | 'orders'
  | 'operations'
  | 'sessions'
  | 'pictures'
  | 'receipts'
  | 'fileNames'
  | 'users'
  | 'cookieKeys'
  | 'valkeySessions'
  | 'valkeyCarts'

/** Actions by what they are done to. Nothing that is not named is allowed. */
export type Permissions = Readonly<Partial<Record<Resource, readonly string[]>>>

const read = ['secretsmanager:GetSecretValue']

/** Every part reads the catalogue when it starts, checks cookies, and connects to both Valkeys. */
const everyPart: Permissions = {
  catalog: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem'],
  cookieKeys: read,
  valkeySessions: read,
  valkeyCarts: read,
}

const picturesOfAccounts: Permissions = {
  pictures: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  // Without it S3 says "forbidden" where it would say "not there".
  fileNames: ['s3:ListBucket'],
}

const signUpAndProfile: Permissions = {
  users: ['cognito-idp:AdminConfirmSignUp'],
  profiles: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  ...picturesOfAccounts,
}

const placeOrders: Permissions = {
  orders: [
    'dynamodb:GetItem',
    'dynamodb:Query',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
  ],
  // The units that an order takes, in the same transaction.
  catalog: [...(everyPart.catalog ?? []), 'dynamodb:UpdateItem'],
  receipts: ['s3:GetObject', 's3:PutObject'],
  fileNames: ['s3:ListBucket'],
}

/** What the tasks of each part may do: a hole in one part does not open the data of the others. */
export const permissionsOf: Readonly<Record<ShopPart, Permissions>> = {
  catalogue: everyPart,
  cart: everyPart,
  accounts: { ...everyPart, ...signUpAndProfile },
  orders: { ...everyPart, ...placeOrders },
  // Pages only read; every write goes through the API.
  pages: {
    ...everyPart,
    profiles: ['dynamodb:GetItem'],
    orders: ['dynamodb:GetItem', 'dynamodb:Query'],
  },
}

/** A function serves every part, so it may do what all of them may, in DynamoDB instead of the Valkeys. */
export const wholeShopPermissions: Permissions = {
  catalog: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'],
  carts: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  sessions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  // Login attempts.
  operations: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
  cookieKeys: read,
  ...signUpAndProfile,
  orders: placeOrders.orders ?? [],
  receipts: placeOrders.receipts ?? [],
}

/** The reminder looks for carts that lie idle, marks them, and holds a lease meanwhile. */
export const reminderPermissions: Permissions = {
  carts: ['dynamodb:UpdateItem'],
  idleCarts: ['dynamodb:Query'],
  operations: ['dynamodb:PutItem'],
}
