import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { type AwsCall, createAwsGuard, isNamed } from '@unsticky/aws-client'
import { assertFileKey, type FileStore, type Now, type StoredFile, systemNow } from '@unsticky/kernel'
import { attachmentNamed } from './content-disposition.ts'

export interface S3FileStoreOptions {
  readonly client: S3Client
  /** A private bucket: nobody reads it but by the addresses handed out here. */
  readonly bucket: string
  /** How long an address works, in seconds. */
  readonly urlSeconds?: number
  readonly now?: Now
}

/**
 * Files in S3, encrypted at rest. `open` hands out an address, presigned for this key and a short time, so that bytes
 * never pass through the shop; type and name are part of what is signed. An unknown key is only recognised as such
 * with the permission `s3:ListBucket`; without it S3 answers 403.
 */
export function createS3FileStore({
  client,
  bucket,
  urlSeconds = 60,
  now = systemNow,
}: S3FileStoreOptions): FileStore {
  const ask = createAwsGuard('file store', {
    deadlineMs: 4000,
    configurationErrors: { NoSuchBucket: `The file store finds no bucket ${bucket}` },
  })
  return {
    livesIn: { kind: 'shared', name: 'S3' },
    put,
    open,
    remove,
    close: async () => client.destroy(),
  }

  async function put(key: string, { bytes, contentType }: StoredFile) {
    assertFileKey(key)
    const command = new PutObjectCommand({
      ...at(key),
      Body: bytes,
      ContentType: contentType,
      ServerSideEncryption: 'AES256',
    })
    await ask((call) => client.send(command, call))
  }

  async function open(key: string, { downloadName }: { downloadName?: string } = {}) {
    assertFileKey(key)
    return ask(async (call) => {
      const contentType = await typeOf(key, call)
      if (contentType === undefined) return undefined
      const command = new GetObjectCommand({
        ...at(key),
        ResponseContentType: contentType,
        ResponseContentDisposition: downloadName ? attachmentNamed(downloadName) : 'inline',
        ResponseCacheControl: `private, max-age=${urlSeconds}`,
      })
      const url = await getSignedUrl(client, command, {
        expiresIn: urlSeconds,
        signingDate: new Date(now()),
      })
      return { kind: 'redirect', url } as const
    })
  }

  async function remove(key: string) {
    assertFileKey(key)
    await ask((call) => client.send(new DeleteObjectCommand(at(key)), call))
  }

  /** `undefined`: there is no such file. */
  async function typeOf(key: string, call: AwsCall): Promise<string | undefined> {
    try {
      const { ContentType = 'application/octet-stream' } = await client.send(
        new HeadObjectCommand(at(key)),
        call,
      )
      return ContentType
    } catch (error) {
      // An answer without a body cannot say more, so a missing bucket looks the same; `put` tells them apart.
      if (isNamed(error, 'NotFound')) return undefined
      throw error
    }
  }

  function at(key: string) {
    return { Bucket: bucket, Key: key }
  }
}
