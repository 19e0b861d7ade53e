import type express from 'express'
import type { Redis } from 'ioredis'

/** Counts and sets the end in one step: a process that dies in between would leave a counter that never ends. */
const hit = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
  return { count, redis.call('PTTL', KEYS[1]) }`

interface Limit {
  readonly name: string
  readonly limit: number
  readonly seconds: number
  /** Who is counted; behind a balancer `request.ip` takes `trust proxy`. */
  readonly by?: (request: express.Request) => string
}

/** So many requests in so many seconds, on all instances together. */
export function limitRate(
  valkey: Redis,
  { name, limit, seconds, by = ({ ip }) => ip ?? '' }: Limit,
): express.RequestHandler {
  return async (request, response, next) => {
    const [count, leftMs] = (await valkey.eval(hit, 1, `limit:${name}:${by(request)}`, seconds * 1000)) as [
      number,
      number,
    ]
    if (count <= limit) return next()
    response
      .status(429)
      .set('Retry-After', String(Math.ceil(leftMs / 1000)))
      .json({ title: 'Too many attempts' })
  }
}
