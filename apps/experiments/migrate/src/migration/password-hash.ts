import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Base64, as in an account record. */
export interface PasswordHash {
  readonly salt: string
  readonly hash: string
}

/** As the before hashes: scrypt with Node's default cost, 32 bytes. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16)
  return { salt: salt.toString('base64'), hash: (await derive(password, salt)).toString('base64') }
}

export async function isRightPassword(password: string, { salt, hash }: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), Buffer.from(hash, 'base64'))
}

const scryptAsync = promisify<string, Buffer, number, Buffer>(scrypt)
const derive = (password: string, salt: Buffer) => scryptAsync(password.normalize('NFKC'), salt, 32)
