import { afterEach, it } from 'vitest'
import type { Capability, Harness, Opened } from './harness.ts'

/** What a test gets: the opened store, and everything a harness may leave out as a function that is there. */
export type Stage<Store, O extends Opened<Store>> = O &
  Required<Pick<Opened<Store>, 'reopen' | 'advance' | 'breakService' | 'rotate'>> & {
    /** Ends the first instance, as far as a test inside one process can: the data must not depend on it. */
    closeStore(): Promise<void>
  }

type Body<Store, O extends Opened<Store>> = (stage: Stage<Store, O>) => Promise<void>

/** Declares the tests of a contract suite; call it inside a `describe`. */
export function createSuite<Store, O extends Opened<Store>>(harness: Harness<Store, O>) {
  const cleanups: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  })
  return { promises, needs }

  /** A test that every store must pass. */
  function promises(name: string, body: Body<Store, O>) {
    it(name, async () => body(await openStage()))
  }

  /** A test of an ability that a store may lack; then it is skipped and its name says why. */
  function needs(capability: Capability, name: string, body: Body<Store, O>) {
    const reason = harness.cannot?.[capability]
    if (reason) it.skip(`${name} (skipped: ${reason})`)
    else promises(name, body)
  }

  async function openStage(): Promise<Stage<Store, O>> {
    const opened = await harness.open()
    cleanups.push(async () => opened.close?.())
    const closeStore = closeOnce(opened.store)
    cleanups.push(closeStore)
    return {
      ...opened,
      closeStore,
      reopen: async () => {
        const second = await present(opened.reopen, 'reopen')()
        cleanups.push(closeOnce(second))
        return second
      },
      advance: present(opened.advance, 'advance'),
      breakService: present(opened.breakService, 'breakService'),
      rotate: present(opened.rotate, 'rotate'),
    }
  }
}

/** Fails when it is called, not before: a test that does not need the ability must run without it. */
function present<F extends (...args: never[]) => unknown>(ability: F | undefined, name: string): F {
  const missing = () => {
    throw new Error(`The harness has no ${name}(). Add it, or say in "cannot" why there is none.`)
  }
  return ability ?? (missing as unknown as F)
}

function closeOnce(store: unknown) {
  let closed: Promise<void> | undefined
  return () => {
    closed ??= close(store)
    return closed
  }
}

async function close(store: unknown) {
  const closable = store as { close?: () => Promise<void> }
  if (typeof closable.close === 'function') await closable.close()
}
