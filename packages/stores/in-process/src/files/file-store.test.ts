import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeFileStore } from '@unsticky/testkit'
import { describe, expect, it } from 'vitest'
import { inMemory } from '../testing/excuses.ts'
import { createDiskFileStore } from './file-store.ts'

const freshDirectory = () => mkdtemp(join(tmpdir(), 'unsticky-files-'))

describeFileStore('disk', {
  open: async () => {
    const directory = await freshDirectory()
    return {
      store: createDiskFileStore({ directory }),
      // The same server after a restart: its disk is still there, for this server only.
      reopen: async () => createDiskFileStore({ directory }),
      close: () => rm(directory, { recursive: true }),
    }
  },
  cannot: { sharing: 'every server has a disk of its own', unavailability: inMemory.unavailability },
})

describe('createDiskFileStore', () => {
  it('leaves nothing but the file behind', async () => {
    const directory = await freshDirectory()
    const files = createDiskFileStore({ directory })

    for (const value of [1, 2, 3])
      await files.put('pictures/anna', { bytes: Uint8Array.of(value), contentType: 'image/png' })

    expect(await readdir(join(directory, 'pictures'))).toHaveLength(1)
    await rm(directory, { recursive: true })
  })
})
