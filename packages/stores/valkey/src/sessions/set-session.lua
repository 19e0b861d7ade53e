#!lua
-- Stores a session unless it was ended. A request that was in flight at logout writes its session back at its end;
-- without this look at the tombstone the logout would be undone.
-- KEYS: session, tombstone. ARGV: session, seconds to live. Returns 1, or 0 for an ended session.
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return 1
