/** The pieces of state by the names that people use, and where the seam of each was put. */
import type { Port } from './matrix.ts'

/** A declaration in a file, from the root of the repository. */
export interface Declaration {
  readonly file: string
  readonly name: string
}

export interface Piece {
  readonly port: Port
  /** The interface that step 1 puts in front of it. */
  readonly seam: Declaration
  /** What the routes call instead of the lines that stood in them; none where they call the port itself. */
  readonly useCases: readonly Declaration[]
}

const kernel = 'packages/domain/kernel/src'
const http = 'packages/web/http/src'

export const pieces = {
  session: {
    port: 'sessions',
    seam: { file: `${http}/adapters.ts`, name: 'ShopSessionStore' },
    useCases: [{ file: `${http}/start-session.ts`, name: 'startSession' }],
  },
  cart: {
    port: 'carts',
    seam: { file: 'packages/domain/cart/src/cart-store.port.ts', name: 'CartStore' },
    useCases: [{ file: 'packages/domain/cart/src/add-to-cart.ts', name: 'addToCart' }],
  },
  login: {
    port: 'identity',
    seam: { file: 'packages/domain/accounts/src/identity-provider.port.ts', name: 'IdentityProvider' },
    useCases: [
      { file: 'packages/domain/accounts/src/sign-up.ts', name: 'signUp' },
      { file: 'packages/domain/accounts/src/sign-up.ts', name: 'logIn' },
    ],
  },
  profile: {
    port: 'profiles',
    seam: { file: 'packages/domain/accounts/src/profile-store.port.ts', name: 'ProfileStore' },
    useCases: [],
  },
  files: {
    port: 'files',
    seam: { file: `${kernel}/file-store.port.ts`, name: 'FileStore' },
    useCases: [],
  },
  stock: {
    port: 'catalog',
    seam: { file: 'packages/domain/catalog/src/catalog-store.port.ts', name: 'CatalogStore' },
    useCases: [],
  },
  orders: {
    port: 'orders',
    seam: { file: 'packages/domain/orders/src/order-store.port.ts', name: 'OrderStore' },
    useCases: [{ file: 'packages/domain/orders/src/place-order.ts', name: 'placeOrder' }],
  },
  'cookie-keys': {
    port: 'cookieKeys',
    seam: { file: `${kernel}/secrets.port.ts`, name: 'CookieKeys' },
    useCases: [],
  },
  'rate-limit': {
    port: 'rateLimiter',
    seam: { file: `${kernel}/rate-limiter.port.ts`, name: 'RateLimiter' },
    useCases: [{ file: `${http}/login-attempts.ts`, name: 'createLoginAttempts' }],
  },
  'live-updates': {
    port: 'cartEvents',
    seam: { file: 'packages/domain/cart/src/cart-events.port.ts', name: 'CartEvents' },
    useCases: [],
  },
  reminder: {
    port: 'leases',
    seam: { file: `${kernel}/lease.port.ts`, name: 'LeaseStore' },
    useCases: [{ file: 'packages/domain/cart/src/remind-abandoned.ts', name: 'remindAbandoned' }],
  },
} as const satisfies Readonly<Record<string, Piece>>

export type PieceId = keyof typeof pieces

export const pieceIds = Object.keys(pieces) as readonly PieceId[]

/** Thrown for a piece of state that is not there; the message lists those that are. */
export class UnknownPieceError extends Error {
  readonly code = 'STEPS_UNKNOWN_PIECE'
  constructor(given: string) {
    super(`There is no piece of state "${given}". Pieces: ${pieceIds.join(', ')}`)
  }
}

/** A piece by its name or its port: "rate-limit", "rateLimiter". Throws `UnknownPieceError`. */
export function findPiece(name: string): PieceId {
  const found = pieceIds.find((id) => id === name || pieces[id].port === name)
  if (!found) throw new UnknownPieceError(name)
  return found
}

export const pieceBehind = (port: Port): PieceId => findPiece(port)

/** Words by which a marked line of the plain shop says which piece of state it is; the first that fits. */
const words: Readonly<Record<PieceId, RegExp>> = {
  'rate-limit': /rate.?limit|attempts/i,
  'cookie-keys': /secret|cookie.?key|signing/i,
  reminder: /remind|setInterval/i,
  'live-updates': /emitter|live.?update|cart.?events/i,
  files: /picture|receipt|disk|upload|director/i,
  orders: /order/i,
  stock: /stock|catalog|product/i,
  profile: /profile/i,
  cart: /cart/i,
  session: /session/i,
  login: /account|password|token|login/i,
}

/** The piece of state that a marked line belongs to, by the first of its texts that says it. */
export function pieceOfMark(texts: readonly string[]): PieceId | undefined {
  const found = texts.map((text) =>
    (Object.keys(words) as PieceId[]).find((piece) => words[piece].test(text)),
  )
  return found.find(Boolean)
}
