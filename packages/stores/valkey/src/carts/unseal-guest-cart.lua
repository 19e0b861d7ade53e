#!lua
-- Throws sealed lines away after they were merged; not those of a newer merge that has sealed meanwhile.
-- KEYS: sealed lines. ARGV: merge id.
if redis.call('HGET', KEYS[1], 'mergeId') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
