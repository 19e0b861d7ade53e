import { UnavailableError } from '@unsticky/kernel'
import { waitUntil } from '@unsticky/processes'
import type { Sessions } from './sessions.ts'
import type { StoreUnderTest } from './stores.ts'

export interface Loss {
  readonly acknowledged: number
  readonly lost: number
  readonly means: string
}

/** Kills the store with SIGKILL while it is written to, starts it again and asks for everything it had acknowledged. */
export async function measureLoss({ sessions, killWhileWriting, lossMeans }: StoreUnderTest): Promise<Loss> {
  const acknowledged = await killWhileWriting()
  await waitUntil(() => isBack(sessions), { what: 'the store to answer again', timeoutMs: 20_000 })
  let lost = 0
  for (const id of acknowledged) if (!(await isThere(sessions, id))) lost += 1
  return { acknowledged: acknowledged.length, lost, means: lossMeans }
}

async function isBack(sessions: Sessions) {
  const answer = await sessions.get(crypto.randomUUID()).catch((error: unknown) => error)
  return !(answer instanceof UnavailableError)
}

/** A table that is gone is an error of its own, and the sessions in it are gone, too. */
async function isThere(sessions: Sessions, id: string) {
  try {
    return Boolean(await sessions.get(id))
  } catch (error) {
    if (error instanceof UnavailableError) throw error
    return false
  }
}
