import { type FileAccess, type FileStore, InvalidInputError, type StoredFile } from '@unsticky/kernel'
import { describe, expect } from 'vitest'
import type { Harness } from '../harness.ts'
import { freshId } from '../random-ids.ts'
import { createSuite } from '../suite.ts'
import { expectUnavailable } from './unavailable.ts'

export type FileStoreHarness = Harness<FileStore>

/** Everything that `file-store.port.ts` promises. */
export function describeFileStore(name: string, harness: FileStoreHarness): void {
  describe(`FileStore contract: ${name}`, { timeout: 30_000 }, () => {
    const { promises, needs } = createSuite(harness)

    promises('gives back the bytes and the type that were put', async ({ store }) => {
      const [key, picture] = [freshKey(), file([0, 255, 10, 13, 128], 'image/png')]

      await store.put(key, picture)

      expect(await fetched(await store.open(key))).toEqual(picture)
    })

    promises('replaces a file, its type included', async ({ store }) => {
      const [key, second] = [freshKey(), file([2, 2], 'image/webp')]
      await store.put(key, file([1, 1, 1], 'image/png'))

      await store.put(key, second)

      expect(await fetched(await store.open(key))).toEqual(second)
    })

    promises('finds nothing under an unknown key, and removes it without an error', async ({ store }) => {
      const key = freshKey()

      await store.remove(key)

      expect(await store.open(key)).toBeUndefined()
    })

    promises('forgets a file that was removed', async ({ store }) => {
      const key = freshKey()
      await store.put(key, file([1]))

      await store.remove(key)

      expect(await store.open(key)).toBeUndefined()
    })

    promises('keeps a key apart from the one that continues it', async ({ store }) => {
      const key = freshKey()
      await store.put(key, file([1]))
      await store.put(`${key}/large`, file([2]))

      await store.remove(key)

      expect(await store.open(key)).toBeUndefined()
      expect(await fetched(await store.open(`${key}/large`))).toEqual(file([2]))
    })

    promises('keeps an empty file', async ({ store }) => {
      const key = freshKey()

      await store.put(key, file([]))

      expect((await fetched(await store.open(key))).bytes).toHaveLength(0)
    })

    promises('offers a file as an attachment of the name asked for', async ({ store }) => {
      const key = freshKey()
      await store.put(key, file([1], 'text/plain; charset=utf-8'))

      const access = await store.open(key, { downloadName: 'receipt-1001.txt' })

      // With bytes in hand it is the edge that says so.
      if (access?.kind === 'redirect') {
        const { headers } = await fetch(access.url)
        expect(headers.get('content-disposition')).toContain('attachment')
        expect(headers.get('content-disposition')).toContain('receipt-1001.txt')
      }
      expect(await fetched(access)).toEqual(file([1], 'text/plain; charset=utf-8'))
    })

    promises('refuses every key that could be a path to somewhere else', async ({ store }) => {
      for (const key of forbiddenKeys) {
        await expect(store.put(key, file([1])), key).rejects.toThrow(InvalidInputError)
        await expect(store.open(key), key).rejects.toThrow(InvalidInputError)
        await expect(store.remove(key), key).rejects.toThrow(InvalidInputError)
      }
    })

    promises('shows a reader the old file or the new one, never a part', async ({ store }) => {
      const key = freshKey()
      const [ones, twos] = [large(1), large(2)]
      await store.put(key, ones)

      const writing = Promise.all([twos, ones, twos].map((each) => store.put(key, each)))
      const seen = await Promise.all(Array.from({ length: 6 }, async () => fetched(await store.open(key))))
      await writing

      for (const { bytes } of seen) {
        expect(bytes).toHaveLength(largeSize)
        expect(new Set(bytes).size).toBe(1)
      }
    })

    needs('sharing', 'is visible to a second instance', async ({ store, reopen }) => {
      const [key, second] = [freshKey(), await reopen()]

      await store.put(key, file([1, 2, 3]))

      expect(await fetched(await second.open(key))).toEqual(file([1, 2, 3]))
    })

    needs('survival', 'keeps the file when its process ends', async ({ store, closeStore, reopen }) => {
      const key = freshKey()
      await store.put(key, file([1, 2, 3]))
      await closeStore()

      expect(await fetched(await (await reopen()).open(key))).toEqual(file([1, 2, 3]))
    })

    needs('unavailability', 'says in bounded time that its service does not answer', async (stage) => {
      const { store, breakService } = stage
      const key = freshKey()
      await breakService()

      await expectUnavailable([() => store.put(key, file([1])), () => store.remove(key)])
    })
  })
}

const forbiddenKeys = [
  '',
  '.',
  '..',
  '../secret',
  'pictures/../../secret',
  'pictures/..',
  '/etc/passwd',
  'pictures//anna',
  'pictures/',
  'pictures\\anna',
  '..\\secret',
  '%2e%2e/secret',
  'pictures/anna.png',
  'pictures/Anna',
  'pictures/änna',
  'pictures/an na',
  'pictures/anna\0',
  'pictures/anna\n',
  'c:/secret',
  `pictures/${'x'.repeat(2000)}`,
]

const freshKey = () => `pictures/${freshId('picture')}`
const largeSize = 200_000
const large = (value: number) => ({ bytes: new Uint8Array(largeSize).fill(value), contentType: 'image/png' })

function file(bytes: readonly number[], contentType = 'image/png'): StoredFile {
  return { bytes: Uint8Array.from(bytes), contentType }
}

/** What a browser gets in the end, bytes or redirect. */
async function fetched(access: FileAccess | undefined): Promise<StoredFile> {
  if (!access) throw new Error('Expected a file, but there is none')
  if (access.kind === 'bytes')
    return { bytes: Uint8Array.from(access.bytes), contentType: access.contentType }
  const response = await fetch(access.url)
  if (!response.ok) throw new Error(`The address of the file answers ${response.status}`)
  const contentType = response.headers.get('content-type') ?? ''
  return { bytes: new Uint8Array(await response.arrayBuffer()), contentType }
}
