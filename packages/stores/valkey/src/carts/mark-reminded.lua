#!lua
-- Notes that a revision was reminded of. KEYS: cart. ARGV: revision.
-- Returns 1 for who notes it first; 0 when it was noted before, or when the cart has expired meanwhile.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if tonumber(redis.call('HGET', KEYS[1], 'reminded') or 0) >= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'reminded', ARGV[1])
return 1
