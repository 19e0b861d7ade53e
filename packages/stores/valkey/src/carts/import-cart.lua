#!lua
-- Takes in a copy of a cart that another store has: the lines unless the cart here is as new, the keys in any case,
-- because what was applied to an older revision is part of every later one.
-- KEYS: cart, list of the keys of its last changes.
-- ARGV: revision, updatedAt (ms), revision reminded of, seconds to keep the cart, number of fields (lines, and
-- orders that are not settled), per field its name and value, most keys, seconds to keep the keys, then per key its hash and 'time fingerprint'.
-- Returns 1 when the lines were taken, else 0.
local cart, keys = KEYS[1], KEYS[2]
local revision, seconds, fields = tonumber(ARGV[1]), tonumber(ARGV[4]), tonumber(ARGV[5])
local is_newer = revision > tonumber(redis.call('HGET', cart, 'revision') or 0)

if is_newer then
  local reminded = redis.call('HGET', cart, 'reminded')
  redis.call('DEL', cart)
  if reminded then redis.call('HSET', cart, 'reminded', reminded) end
  redis.call('HSET', cart, 'revision', ARGV[1], 'updatedAt', ARGV[2], 'position', fields)
  for i = 1, fields do redis.call('HSET', cart, ARGV[4 + 2 * i], ARGV[5 + 2 * i]) end
  redis.call('EXPIRE', cart, seconds)
end
if tonumber(ARGV[3]) > tonumber(redis.call('HGET', cart, 'reminded') or 0) then
  redis.call('HSET', cart, 'reminded', ARGV[3])
end

-- The keys of both, by their times, so that the copy forgets the same keys first as the original.
local function time_of(value) return tonumber(value:match('^%d+')) end
local known, all = {}, redis.call('LRANGE', keys, 0, -1)
for i = 8 + 2 * fields, #ARGV do table.insert(all, ARGV[i]) end
local merged = {}
for i = 1, #all, 2 do
  if not known[all[i]] then
    known[all[i]] = true
    table.insert(merged, { key = all[i], value = all[i + 1], order = i })
  end
end
table.sort(merged, function(a, b)
  if time_of(a.value) ~= time_of(b.value) then return time_of(a.value) > time_of(b.value) end
  return a.order < b.order
end)
redis.call('DEL', keys)
for i = 1, math.min(#merged, tonumber(ARGV[6 + 2 * fields])) do
  redis.call('RPUSH', keys, merged[i].key, merged[i].value)
end
redis.call('EXPIRE', keys, ARGV[7 + 2 * fields])
return is_newer and 1 or 0
