#!lua
-- Reads a session, and starts its idle time anew when enough of it has passed: a change of the expiry is a write, which
-- a durable Valkey puts on disk, and MemoryDB into its log, before it answers.
-- KEYS: session. ARGV: idle time, how often it is started anew at most; both in seconds.
local session = redis.call('GET', KEYS[1])
if session and redis.call('TTL', KEYS[1]) <= tonumber(ARGV[1]) - tonumber(ARGV[2]) then
  redis.call('EXPIRE', KEYS[1], ARGV[1])
end
return session
