#!lua
-- Takes the lines out of a guest's cart and keeps them, sealed for one account, until they are merged there.
-- What is sealed already is given back first, so that a merge that died half way goes on where it was.
-- KEYS: guest's cart, sealed lines. ARGV: merge id to use for a new seal, now (ms), seconds to keep both.
-- Returns the sealed hash, field and value in turns; empty when there is nothing to merge.
local cart, sealed = KEYS[1], KEYS[2]
if redis.call('EXISTS', sealed) == 1 then return redis.call('HGETALL', sealed) end

local fields = redis.call('HGETALL', cart)
local has_lines = false
for i = 1, #fields, 2 do
  if fields[i]:sub(1, 5) == 'line:' then
    has_lines = true
    redis.call('HSET', sealed, fields[i], fields[i + 1])
    redis.call('HDEL', cart, fields[i])
  end
end
if not has_lines then return {} end

redis.call('HSET', sealed, 'mergeId', ARGV[1])
redis.call('HINCRBY', cart, 'revision', 1)
redis.call('HSET', cart, 'updatedAt', ARGV[2])
redis.call('EXPIRE', cart, ARGV[3])
redis.call('EXPIRE', sealed, ARGV[3])
return redis.call('HGETALL', sealed)
