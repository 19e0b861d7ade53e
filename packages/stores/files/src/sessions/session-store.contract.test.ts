import { rename } from 'node:fs/promises'
import { describeSessionStore } from '@unsticky/testkit'
import { createClock, makeSessionFolder } from '../testing/session-folder.ts'
import { createFileSessionStore } from './session-store.ts'

describeSessionStore('a shared folder, as EFS', {
  open: async () => {
    const { folder, ...place } = await makeSessionFolder()
    const { now, advance } = createClock()
    const openStore = () => {
      const { store, close } = createFileSessionStore({ folder, now })
      return { ...store, close }
    }
    return {
      store: openStore(),
      reopen: async () => openStore(),
      now,
      advance,
      // As if it were not mounted: the mount point is there, the folder below it is not.
      breakService: () => rename(folder, `${folder}-gone`),
      close: () => place[Symbol.asyncDispose](),
    }
  },
})
