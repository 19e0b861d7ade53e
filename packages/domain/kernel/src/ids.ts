import { v7 as uuidV7 } from 'uuid'
import type { Now } from './time.ts'

/**
 * A new id such as `order_019c…`: UUID version 7, sorts by time and needs no coordination between instances
 * (RFC 9562, 5.7). Never counted in a process: two processes would count the same.
 */
export const newId = (prefix: string, now: Now): string => `${prefix}_${uuidV7({ msecs: now() })}`
