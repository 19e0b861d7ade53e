#!lua
-- Reads a session, and starts its idle time anew when enough of it has passed: a change of the expiry is a write, which
-- a durable Valkey puts on disk, and MemoryDB into its log, before it answers.
-- KEYS: session. ARGV: idle time in seconds, milliseconds of it that may pass before it starts anew.
local session = redis.call('GET', KEYS[1])
if session and redis.call('PTTL', KEYS[1]) <= tonumber(ARGV[1]) * 1000 - tonumber(ARGV[2]) then
  redis.call('EXPIRE', KEYS[1], ARGV[1])
end
return session
