/**
 * Either shop in its next version, which keeps the account of a session as `account: { id }` where this one keeps
 * `accountId`. It reads both. SESSION_SCHEMA says what it writes:
 *
 * - `both`: the new form beside the old one, for as long as instances of the old version may come back
 * - `new`: the new form alone, as a careless change would
 */
import { runShop, type ShopSessionStore } from '@unsticky/http'
import { runInstance } from '@unsticky/http/edge'
import { composeStateless, isStateless, prepareStateful } from './compose-end.ts'

type Store = ShopSessionStore['store']
type Session = Parameters<Store['set']>[1]

interface NextSession {
  readonly account?: { readonly id: string }
  readonly accountId?: string
}

const isCareless = process.env.SESSION_SCHEMA === 'new'

if (isStateless) await runShop(prepareNext)
// No session of another version ever reaches the stateful shop: they end with the process.
else await runInstance(() => prepareStateful('next'))

async function prepareNext() {
  const { adapters, settings } = await composeStateless()
  const sessions = { ...adapters.sessions, store: nextStore(adapters.sessions.store) }
  return { adapters: { ...adapters, sessions }, settings, version: 'next' }
}

function nextStore(store: Store): Store {
  return {
    ...store,
    set: (sessionId, session, done) => store.set(sessionId, written(session), done),
    get: (sessionId, done) =>
      store.get(sessionId, (error, session) => done(error, session ? read(session) : session)),
  }
}

function written(session: Session): Session {
  const { accountId, ...rest } = session as Session & NextSession
  if (!accountId) return session
  return { ...rest, account: { id: accountId }, ...(isCareless ? {} : { accountId }) } as unknown as Session
}

function read(session: Session): Session {
  const { account, accountId = account?.id } = session as Session & NextSession
  return { ...session, ...(accountId && { accountId }) } as Session
}
