#!lua
-- Makes one change to one cart, once per idempotency key: the Lua side of applyChange in packages/domain/cart.
-- KEYS: cart, list of the keys of its last changes.
-- ARGV: change as JSON, hashed key, fingerprint, now (ms), seconds to keep a key, most keys, seconds to keep the cart,
-- most units, most lines.
-- Returns { 'changed' | 'replayed' | 'reused' | 'full' | 'limit', product, field, value, field, value, … }.
local cart, keys = KEYS[1], KEYS[2]
local change, key, fingerprint, now = cjson.decode(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local key_seconds, max_keys, cart_seconds = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local max_quantity, max_lines = tonumber(ARGV[8]), tonumber(ARGV[9])

local function answer(outcome, product)
  local reply = redis.call('HGETALL', cart)
  table.insert(reply, 1, outcome)
  table.insert(reply, 2, product or '')
  return reply
end

-- A line is written 'quantity:price:added at:position'. '%.0f' because Lua would write a time as 1.7e+12.
local function find(product)
  local line = redis.call('HGET', cart, 'line:' .. product)
  if not line then return nil end
  local quantity, price, added, position = line:match('^(%d+):(%d+):(%d+):(%d+)$')
  return { quantity = tonumber(quantity), price = price, added = added, position = position }
end

local function put(product, line)
  local value = string.format('%.0f:%s:%s:%s', line.quantity, line.price, line.added, line.position)
  redis.call('HSET', cart, 'line:' .. product, value)
end

local function append(product, quantity, price, added)
  local position = redis.call('HINCRBY', cart, 'position', 1)
  put(product, { quantity = quantity, price = string.format('%.0f', price), added = added, position = position })
end

local function remove(product) redis.call('HDEL', cart, 'line:' .. product) end

local function has_room()
  local lines = 0
  for _, field in ipairs(redis.call('HKEYS', cart)) do
    if field:sub(1, 5) == 'line:' then lines = lines + 1 end
  end
  return lines < max_lines
end

-- Each returns nothing, or the reason why it refused; then it has changed nothing.
local apply = {}

function apply.add()
  local line = find(change.productId)
  if not line and not has_room() then return 'full' end
  if (line and line.quantity or 0) + change.quantity > max_quantity then return 'limit' end
  if not line then return append(change.productId, change.quantity, change.priceCents, now) end
  line.quantity = line.quantity + change.quantity
  line.price = string.format('%.0f', change.priceCents)
  put(change.productId, line)
end

function apply.set()
  if change.quantity > max_quantity then return 'limit' end
  local line = find(change.productId)
  if not line then return end
  if change.quantity == 0 then return remove(change.productId) end
  line.quantity = change.quantity
  put(change.productId, line)
end

function apply.take()
  for _, taken in ipairs(change.lines) do
    local line = find(taken.productId)
    if line and line.quantity <= taken.quantity then
      remove(taken.productId)
    elseif line then
      line.quantity = line.quantity - taken.quantity
      put(taken.productId, line)
    end
  end
end

function apply.checkOut() redis.call('HSET', cart, 'order:' .. change.orderId, now) end

function apply.settle()
  if redis.call('HDEL', cart, 'order:' .. change.orderId) == 1 then apply.take() end
end

function apply.merge()
  for _, guest in ipairs(change.lines) do
    local line = find(guest.productId)
    if line then
      line.quantity = math.min(max_quantity, line.quantity + guest.quantity)
      put(guest.productId, line)
    elseif has_room() then
      append(guest.productId, guest.quantity, guest.seenPriceCents, string.format('%.0f', guest.addedAt))
    end
  end
end

-- The list holds two elements for each key, the newest first: the hashed key, then 'time fingerprint'. The age of one is
-- looked at as well, because the list as a whole expires after the last change.
local place = redis.call('LPOS', keys, key)
if place then
  local at, known = redis.call('LINDEX', keys, place + 1):match('^(%d+) (.*)$')
  if tonumber(now) - tonumber(at) < key_seconds * 1000 then
    return answer(known == fingerprint and 'replayed' or 'reused')
  end
end

local refusal = apply[change.kind]()
if refusal then return answer(refusal, change.productId) end
redis.call('HINCRBY', cart, 'revision', 1)
redis.call('HSET', cart, 'updatedAt', now)
redis.call('EXPIRE', cart, cart_seconds)
redis.call('LPUSH', keys, now .. ' ' .. fingerprint, key)
redis.call('LTRIM', keys, 0, 2 * max_keys - 1)
redis.call('EXPIRE', keys, key_seconds)
return answer('changed')
