import { newId, systemNow, UnavailableError } from '@unsticky/kernel'
import { type LocalCloud, silentLog, startLocalCloud } from '@unsticky/local-cloud'
import { describeFileStore } from '@unsticky/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createS3Client } from '../connection/s3-client.ts'
import { createS3FileArchive } from './file-archive.ts'
import { createS3FileStore } from './file-store.ts'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({ log: silentLog, valkey: false })
  Object.assign(process.env, cloud.env)
})
afterAll(() => cloud.stop())

const openStore = ({ now = systemNow, bucket = cloud.outputs.FilesBucket } = {}) =>
  createS3FileStore({ client: createS3Client({ forcePathStyle: true }), bucket, now })

describeFileStore('S3', {
  open: async () => ({
    store: openStore(),
    reopen: async () => openStore(),
    breakService: () => cloud.aws.freeze(),
    close: () => cloud.aws.thaw(),
  }),
})

const picture = { bytes: Uint8Array.from([1, 2, 3]), contentType: 'image/webp' }

/** A file and the address of it. */
async function stored({ now = systemNow } = {}) {
  const [store, key] = [openStore({ now }), `pictures/${newId('picture', systemNow)}`]
  await store.put(key, picture)
  const access = await store.open(key)
  if (access?.kind !== 'redirect') throw new Error('Expected an address')
  return { store, key, url: access.url }
}

const statusOf = async (url: string | URL) => (await fetch(url)).status

describe('files in S3', () => {
  it('hands out an address that works, with the type that was stored', async () => {
    const { url } = await stored()

    const response = await fetch(url)

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/webp')
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('60')
  })

  it('H13 hands out no address for another file, another type or another time', async () => {
    const { url } = await stored()
    const { key: otherKey } = await stored()
    const { pathname } = new URL(url)

    const changed = (change: (address: URL) => void) => {
      const address = new URL(url)
      change(address)
      return statusOf(address)
    }

    expect(await statusOf(url)).toBe(200)
    expect(await changed((address) => (address.pathname = `/${pathname.split('/')[1]}/${otherKey}`))).toBe(
      403,
    )
    expect(await changed(({ searchParams }) => searchParams.set('response-content-type', 'text/html'))).toBe(
      403,
    )
    expect(await changed(({ searchParams }) => searchParams.set('X-Amz-Expires', '604800'))).toBe(403)
    expect(await changed(({ searchParams }) => searchParams.set('X-Amz-Signature', '0'.repeat(64)))).toBe(403)
    expect(await changed((address) => (address.search = ''))).toBe(403)
  })

  it('H13 hands out an address that is over after a minute', async () => {
    const twoMinutesAgo = () => Date.now() - 120_000
    const { url } = await stored({ now: twoMinutesAgo })

    expect(await statusOf(url)).toBe(403)
  })

  it('H13 lets nobody list the bucket', async () => {
    const { url } = await stored()
    const { origin, pathname } = new URL(url)

    expect(await statusOf(`${origin}/${pathname.split('/')[1]}?list-type=2`)).toBe(403)
  })

  it('says which bucket is missing', async () => {
    const store = openStore({ bucket: 'no-such-bucket' })

    await expect(store.put('pictures/anna', picture)).rejects.toThrow(/no bucket no-such-bucket/)
  })

  it('works again when S3 answers again', async () => {
    const { store, key } = await stored()

    cloud.aws.freeze()
    await expect(store.open(key)).rejects.toThrow(UnavailableError)
    cloud.aws.thaw()

    expect(await store.open(key)).toBeDefined()
  })
})

describe('the archive of files in S3', () => {
  it('copies a file in and out with its type, and knows all of them', async () => {
    const client = createS3Client({ forcePathStyle: true })
    const archive = createS3FileArchive({ client, bucket: cloud.outputs.FilesBucket })
    const key = `pictures/${newId('picture', systemNow)}`

    await archive.write({ key, file: picture })

    expect(await archive.read(key)).toEqual({ key, file: picture })
    expect((await Array.fromAsync(archive.all())).map((record) => record.key)).toContain(key)
    expect(await archive.read('pictures/nobody')).toBeUndefined()
  })
})
