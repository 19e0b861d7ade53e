import type { ShortCase } from './short-case.ts'

export const caches2: readonly ShortCase[] = [
  [
    'axios-cache-interceptor',
    ['cache'],
    `import Axios from 'axios'
import { setupCache } from 'axios-cache-interceptor'
export const axios = setupCache(Axios)`,
  ],
]
