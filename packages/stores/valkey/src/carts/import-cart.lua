#!lua
-- Takes in a copy of a cart that another store has: the lines unless the cart here is as new, the keys in any case,
-- because what was applied to an older revision is part of every later one.
-- KEYS: cart, then one idempotency record per applied key.
-- ARGV: revision, updatedAt (ms), revision reminded of, seconds to keep the cart, number of lines, per line field and
-- value, then per key value and seconds to keep it. Returns 1 when the lines were taken, else 0.
local cart = KEYS[1]
local revision, seconds, lines = tonumber(ARGV[1]), tonumber(ARGV[4]), tonumber(ARGV[5])
local is_newer = revision > tonumber(redis.call('HGET', cart, 'revision') or 0)

if is_newer then
  local reminded = redis.call('HGET', cart, 'reminded')
  redis.call('DEL', cart)
  if reminded then redis.call('HSET', cart, 'reminded', reminded) end
  redis.call('HSET', cart, 'revision', ARGV[1], 'updatedAt', ARGV[2], 'position', lines)
  for i = 1, lines do redis.call('HSET', cart, ARGV[4 + 2 * i], ARGV[5 + 2 * i]) end
  redis.call('EXPIRE', cart, seconds)
end
if tonumber(ARGV[3]) > tonumber(redis.call('HGET', cart, 'reminded') or 0) then
  redis.call('HSET', cart, 'reminded', ARGV[3])
end
local first = 5 + 2 * lines
for i = 2, #KEYS do
  redis.call('SET', KEYS[i], ARGV[first + 2 * (i - 1) - 1], 'NX', 'EX', ARGV[first + 2 * (i - 1)])
end
return is_newer and 1 or 0
