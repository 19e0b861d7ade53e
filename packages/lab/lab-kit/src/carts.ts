/** Lab 5: what the change to a cart gets, and the parts of a script that are not the lesson. */
import { cartKeySeconds, keptCartKeys } from '@unsticky/cart'
import type { Valkey } from '@unsticky/valkey'

/** A shopper puts something in. */
export interface Addition {
  /** The key of the cart: a hash with a field for each line. */
  readonly cart: string
  /** The list of the keys of this cart's last changes. */
  readonly keys: string
  /** The Idempotency-Key, hashed. */
  readonly hashedKey: string
  readonly productId: string
  readonly quantity: number
  readonly priceCents: number
  /** What was asked for, as text; the same for a repeat. */
  readonly fingerprint: string
  /** Milliseconds since 1970, by the shop's clock. */
  readonly now: number
}

/** The fields of a cart's hash: `line:<product>` for each line, `revision`, `updatedAt`, `position`. */
export type CartHash = Readonly<Record<string, string>>

export interface Outcome {
  /**
   * `changed`: it is in the cart. `replayed`: it was before, nothing was done now. `reused`: the key belongs to another
   * addition. `limit`: more units than a line may hold. `full`: more lines than a cart may hold.
   */
  readonly kind: 'changed' | 'replayed' | 'reused' | 'limit' | 'full'
  /** The cart afterwards. */
  readonly cart: CartHash
}

export type AddToCart = (valkey: Valkey, addition: Addition) => Promise<Outcome>

export const maxUnits = 20
export const maxLines = 50

/** The units in a line, as the hash holds it; 0 for a line that is not there. */
export const unitsIn = (line: string | null | undefined): number => Number(line?.split(':')[0] ?? 0)

/** A line as the hash holds it. */
export const lineOf = ({ priceCents, now }: Addition, units: number, position: number): string =>
  [units, priceCents, now, position].join(':')

/**
 * Runs a script of yours on Valkey, as a whole: nothing of anybody else happens in between. What it returns becomes the
 * `kind` of the outcome. It can use
 *
 * - `product`, `quantity`: what is added; `max_units`, `max_lines`: the limits
 * - `units_in_line()`, `lines_in_cart()`: how many there are now; `is_new_line()`: whether the product is not in the cart
 * - `add_units()`: adds `quantity` to the line, which it makes if there is none
 * - `seen_before()`: nothing, or 'replayed' or 'reused' when this key was remembered; `remember()`: remembers it
 */
export async function runCartScript(valkey: Valkey, script: string, addition: Addition): Promise<Outcome> {
  const { cart, keys, hashedKey, productId, quantity, priceCents, fingerprint, now } = addition
  const values = [productId, quantity, priceCents, fingerprint, now, maxUnits, maxLines, hashedKey]
  const lua = `${parts}local function attempt() ${script}\nend\n${answer}`
  const [kind, ...flat] = (await valkey.ask((redis) =>
    redis.eval(lua, 2, cart, keys, ...values, cartKeySeconds, keptCartKeys),
  )) as string[]
  const pairs = flat.flatMap((field, index) => (index % 2 === 0 ? [[field, flat[index + 1] ?? '']] : []))
  return { kind: kind as Outcome['kind'], cart: Object.fromEntries(pairs) }
}

const answer = `
local kind = attempt()
local reply = redis.call('HGETALL', KEYS[1])
table.insert(reply, 1, kind or '')
return reply`

const parts = `
local product, quantity, price = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local max_units, max_lines = tonumber(ARGV[6]), tonumber(ARGV[7])
local field = 'line:' .. product
local function line() return redis.call('HGET', KEYS[1], field) end
local function is_new_line() return not line() end
local function units_in_line() return tonumber((line() or '0'):match('^%d+')) end
local function lines_in_cart()
  local count = 0
  for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
    if name:sub(1, 5) == 'line:' then count = count + 1 end
  end
  return count
end
local function add_units()
  local added, position = ARGV[5], nil
  if line() then added, position = line():match('^%d+:%d+:(%d+):(%d+)$')
  else position = redis.call('HINCRBY', KEYS[1], 'position', 1) end
  local units = units_in_line() + quantity
  redis.call('HSET', KEYS[1], field, string.format('%.0f:%s:%s:%s', units, price, added, position))
  redis.call('HINCRBY', KEYS[1], 'revision', 1)
  redis.call('HSET', KEYS[1], 'updatedAt', ARGV[5])
  redis.call('EXPIRE', KEYS[1], 7776000)
end
-- The keys of the last changes are a list, the newest first: the hashed key, then 'time fingerprint'.
local function seen_before()
  local place = redis.call('LPOS', KEYS[2], ARGV[8])
  local at, known = (place and redis.call('LINDEX', KEYS[2], place + 1) or ''):match('^(%d+) (.*)$')
  if not at or tonumber(ARGV[5]) - tonumber(at) >= tonumber(ARGV[9]) * 1000 then return nil end
  return known == ARGV[4] and 'replayed' or 'reused'
end
local function remember()
  redis.call('LPUSH', KEYS[2], ARGV[5] .. ' ' .. ARGV[4], ARGV[8])
  redis.call('LTRIM', KEYS[2], 0, 2 * tonumber(ARGV[10]) - 1)
  redis.call('EXPIRE', KEYS[2], ARGV[9])
end
`
