import { randomBytes } from 'node:crypto'

/** Of this start of this process, and of no other: in containers the process id is 1 everywhere. */
export const bootId = randomBytes(5).toString('hex')
