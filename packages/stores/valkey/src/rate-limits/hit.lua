#!lua
-- Counts one attempt. The window begins with the first one and ends by Valkey's clock, the same for all instances.
-- KEYS: counter. ARGV: window (ms). Returns { attempts so far, ms until the window ends }.
local attempts = redis.call('INCR', KEYS[1])
if attempts == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { attempts, redis.call('PTTL', KEYS[1]) }
