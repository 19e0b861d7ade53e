#!lua flags=allow-oom
-- Allowed while memory is full: it frees more than it takes, and who signs out must be out.
-- Ends a session and leaves a tombstone that outlives every request in flight.
-- KEYS: session, tombstone. ARGV: seconds the tombstone stands.
redis.call('SET', KEYS[2], '1', 'EX', ARGV[1])
return redis.call('DEL', KEYS[1])
