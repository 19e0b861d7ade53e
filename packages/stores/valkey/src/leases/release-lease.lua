#!lua
-- Gives a lease back, but never that of a later holder. KEYS: lease. ARGV: holder.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
