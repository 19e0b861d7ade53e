import type { ShortCase } from './short-case.ts'

export const caches2: readonly ShortCase[] = [
  [
    'async-cache-dedupe redis',
    [],
    `import { createCache } from 'async-cache-dedupe'
import Redis from 'ioredis'
export const c = createCache({ ttl: 5, storage: { type: 'redis', options: { client: new Redis() } } })`,
  ],
  [
    'cacheable-request/ cacheable',
    ['cache'],
    `import { Cacheable } from 'cacheable'
export const c = new Cacheable()`,
  ],
  [
    'cacheable memory',
    ['cache'],
    `import { CacheableMemory } from 'cacheable'
export const c = new CacheableMemory()`,
  ],
  [
    'axios-cache-interceptor',
    ['cache'],
    `import Axios from 'axios'
import { setupCache } from 'axios-cache-interceptor'
export const axios = setupCache(Axios)`,
  ],
]
