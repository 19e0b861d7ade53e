#!lua
-- Lets a key live for so long from now. KEYS: key. ARGV: seconds.
return redis.call('EXPIRE', KEYS[1], ARGV[1])
