import { Type } from 'typebox'
import * as accounts from './accounts.ts'
import { AdditionSchema, CartSchema, QuantitySchema } from './cart.ts'
import * as catalog from './catalog.ts'
import {
  Bytes,
  EventStream,
  KeyHeader,
  NoContent,
  OptionalKeyHeader,
  problems,
  Redirect,
  Svg,
} from './common.ts'
import { CheckoutSchema, OrderParams, OrderSchema, OrdersQuery, OrdersSchema } from './orders.ts'
import { StateSchema } from './state.ts'

const { ProductParams: params } = catalog
const headers = KeyHeader
const cart = { tags: ['cart'], response: { 200: CartSchema, ...problems } }
const order = { tags: ['orders'], params: OrderParams, response: { 200: OrderSchema, ...problems } }
const profile = { tags: ['profile'], response: { 200: accounts.ProfileSchema, ...problems } }
const nothing = { 204: NoContent, ...problems }
const file = { 200: Bytes, 302: Redirect, ...problems }
const session = { 200: accounts.SessionSchema, ...problems }
const tokens = { 200: accounts.TokensSchema, ...problems }

/** What each operation of the API takes and answers, for the `schema` of its route. */
export const operations = {
  listProducts: {
    tags: ['catalogue'],
    querystring: catalog.ProductQuerySchema,
    response: { 200: catalog.ProductPageSchema, 304: Type.Null(), ...problems },
  },
  listCategories: { tags: ['catalogue'], response: { 200: catalog.CategoriesSchema, ...problems } },
  readProduct: {
    tags: ['catalogue'],
    params,
    response: { 200: catalog.ProductDetailSchema, ...problems },
  },
  drawProduct: { tags: ['catalogue'], params, response: { 200: Svg, ...problems } },

  readSession: { tags: ['account'], response: session },
  signUp: {
    tags: ['account'],
    headers: OptionalKeyHeader,
    body: accounts.SignUpSchema,
    response: { 201: accounts.SessionSchema, ...problems },
  },
  logIn: {
    tags: ['account'],
    headers: OptionalKeyHeader,
    body: accounts.CredentialsSchema,
    response: session,
  },
  logOut: { tags: ['account'], headers: OptionalKeyHeader, response: nothing },
  issueTokens: { tags: ['account'], body: accounts.CredentialsSchema, response: tokens },
  refreshTokens: { tags: ['account'], body: accounts.RefreshSchema, response: tokens },
  revokeTokens: { tags: ['account'], body: accounts.RefreshSchema, response: nothing },

  readProfile: profile,
  changeProfile: { ...profile, body: accounts.ProfileChangeSchema },
  listSessions: { tags: ['profile'], response: { 200: accounts.LoginsSchema, ...problems } },
  endOtherSessions: { tags: ['profile'], body: accounts.PasswordSchema, response: nothing },
  changePassword: { tags: ['profile'], body: accounts.PasswordChangeSchema, response: nothing },
  readPicture: { tags: ['profile'], querystring: accounts.PictureQuery, response: file },
  changePicture: {
    tags: ['profile'],
    description: 'The body is the picture: image/png, image/jpeg, image/webp; at most 5 MB.',
    response: nothing,
  },
  removePicture: { tags: ['profile'], response: nothing },

  readCart: cart,
  addToCart: { ...cart, headers, body: AdditionSchema },
  setQuantity: { ...cart, headers, params, body: QuantitySchema },
  removeLine: { ...cart, headers, params },
  followCart: { tags: ['cart'], response: { 200: EventStream, 204: NoContent, ...problems } },

  placeOrder: {
    tags: ['orders'],
    headers,
    body: CheckoutSchema,
    response: { 201: OrderSchema, ...problems },
  },
  listOrders: { tags: ['orders'], querystring: OrdersQuery, response: { 200: OrdersSchema, ...problems } },
  readOrder: order,
  cancelOrder: { ...order, headers },
  readReceipt: { tags: ['orders'], params: OrderParams, response: file },

  readState: { tags: ['about'], response: { 200: StateSchema, ...problems } },
}
