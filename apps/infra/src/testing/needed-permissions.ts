import type { StepName } from './shopper-steps.ts'

/** What a shopper cannot do without one permission, and how that shows. */
export interface Need {
  readonly step: StepName
  /** In a process that has just begun: what is read at its start, or kept for some seconds, is else still known. */
  readonly cold?: true
  /** Where the shop goes on and AWS's own words do not show; else they name the action. */
  readonly shows?: RegExp
}

const order: StepName = 'orders, pays again after a declined card, and cancels'
const picture: StepName = 'puts up a picture, and another one in its place'
const login: StepName = 'logs in on another device, and out'

/** For every action that the function's role allows. */
export const needed: Readonly<Record<string, Need>> = {
  'catalog dynamodb:GetItem': { step: 'fills a cart as a guest', cold: true },
  'catalog dynamodb:Query': { step: 'sees products and pages', cold: true },
  'catalog dynamodb:BatchGetItem': {
    step: 'sees the cart, with what is left of each product',
    cold: true,
    // The cart itself goes on without the counts.
    shows: /does not say what is left/,
  },
  'catalog dynamodb:UpdateItem': { step: order },
  'carts dynamodb:GetItem': { step: 'sees the cart, with what is left of each product' },
  'carts dynamodb:PutItem': { step: 'fills a cart as a guest' },
  'sessions dynamodb:GetItem': { step: 'stays logged in' },
  'sessions dynamodb:PutItem': { step: login },
  'sessions dynamodb:UpdateItem': { step: 'stays logged in' },
  'operations dynamodb:UpdateItem': { step: login },
  'operations dynamodb:DeleteItem': { step: login },
  'cookieKeys secretsmanager:GetSecretValue': { step: 'sees products and pages', cold: true },
  'users cognito-idp:AdminConfirmSignUp': { step: 'signs up and takes the cart along' },
  'profiles dynamodb:GetItem': { step: 'changes the profile' },
  'profiles dynamodb:PutItem': { step: 'signs up and takes the cart along' },
  'profiles dynamodb:UpdateItem': { step: 'changes the profile' },
  'pictures s3:PutObject': { step: picture },
  // S3 answers a HEAD without words, and the browser is the one who is refused the file.
  'pictures s3:GetObject': { step: picture, shows: /ended with (403|500)/ },
  // The new picture is there; the old one can still be read by who has its address.
  'pictures s3:DeleteObject': { step: picture, shows: /ended with 200/ },
  'orders dynamodb:GetItem': { step: order },
  'orders dynamodb:Query': { step: order },
  'orders dynamodb:PutItem': { step: order },
  'orders dynamodb:UpdateItem': { step: order },
  // The claim of the declined attempt stays, and the next one is taken for another request under its key.
  'orders dynamodb:DeleteItem': { step: order, shows: /orders ended with 4\d\d/ },
  'receipts s3:PutObject': { step: order },
  'receipts s3:GetObject': { step: order, shows: /ended with (403|500)/ },
}

/** S3 says "forbidden" instead of "not there" to who may not list a bucket; MiniStack says "not there" to everybody. */
export const notSeenHere: readonly string[] = ['fileNames s3:ListBucket']
