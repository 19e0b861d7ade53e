import {
  type AccountDirectory,
  type AccountRecord,
  EmailTakenError,
  type IdentityProvider,
} from '@unsticky/accounts'
import type { Gate } from './gate.ts'
import type { Handover } from './handover.ts'

interface MigratingIdentityOptions {
  readonly gate: Gate
  readonly old: IdentityProvider
  /** `createBridgedIdentity`: the stateless instances use the same. */
  readonly next: IdentityProvider
  readonly directory: AccountDirectory
  readonly handover: Handover<AccountRecord>
}

/** Logins between two places. Tokens of phones stay good where they were given out; they are not copied. */
export function createMigratingIdentity(options: MigratingIdentityOptions): IdentityProvider {
  const { gate, old, next, directory, handover } = options
  const deciding = (mode: Gate['mode']) => (mode === 'read-through' ? next : old)
  return {
    get livesIn() {
      return deciding(gate.mode).livesIn
    },
    signUp: (credentials) =>
      gate.run(async (mode) => {
        const { email } = credentials
        // Another instance of the before cannot know this one's accounts; the directory does.
        if (mode === 'dual-write' && (await isTakenElsewhere(email))) throw new EmailTakenError()
        if (mode === 'read-through') await handover.ensure(email)
        const account = await deciding(mode).signUp(credentials)
        await follow(mode, email)
        return account
      }),
    logIn: (credentials) =>
      gate.run(async (mode) => {
        if (mode === 'read-through') await handover.ensure(credentials.email)
        const login = await deciding(mode).logIn(credentials)
        if (login && mode === 'read-through') await handover.mirrorById(credentials.email)
        return login
      }),
    verifyAccessToken: (token) =>
      gate.run(async (mode) => {
        const account = await deciding(mode).verifyAccessToken(token)
        return account ?? (mode === 'read-through' ? old.verifyAccessToken(token) : undefined)
      }),
    refresh: (token) =>
      gate.run(async (mode) => {
        const tokens = await deciding(mode).refresh(token)
        return tokens ?? (mode === 'read-through' ? old.refresh(token) : undefined)
      }),
    revoke: (token) =>
      gate.run(async (mode) => {
        await old.revoke(token)
        if (mode === 'read-through') await next.revoke(token)
      }),
    holds: (token) =>
      gate.run(
        async (mode) =>
          (await deciding(mode).holds(token)) || (mode === 'read-through' && (await old.holds(token))),
      ),
    endLogins: (credentials, options) =>
      gate.run(async (mode) => {
        if (mode === 'read-through') await handover.ensure(credentials.email)
        const login = await deciding(mode).endLogins(credentials, options)
        if (login) await follow(mode, credentials.email)
        return login
      }),
    close: async () => void (await Promise.all([old.close(), next.close()])),
  }

  /** While the new store does not answer, the before goes on alone; two accounts of one email show in `verify`. */
  async function isTakenElsewhere(email: string) {
    return (await directory.read(email).catch(() => undefined)) !== undefined
  }

  async function follow(mode: Gate['mode'], email: string) {
    if (mode === 'dual-write') await handover.copy(email)
    if (mode === 'read-through') await handover.mirrorById(email)
  }
}
