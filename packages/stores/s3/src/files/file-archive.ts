import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import { createAwsGuard, isNamed } from '@unsticky/aws-client'
import type { Archive, FileRecord } from '@unsticky/kernel'
import { createS3FileStore } from './file-store.ts'

interface S3FileArchiveOptions {
  readonly client: S3Client
  readonly bucket: string
}

/** The files of a bucket, bytes included, for copying in and out. A key never names another file later, so a copy is a copy. */
export function createS3FileArchive({ client, bucket }: S3FileArchiveOptions): Archive<FileRecord> {
  const ask = createAwsGuard('file store', { deadlineMs: 10_000 })
  const files = createS3FileStore({ client, bucket })
  return { all, read, write: ({ key, file }) => files.put(key, file) }

  async function* all() {
    let ContinuationToken: string | undefined
    do {
      const command = new ListObjectsV2Command({ Bucket: bucket, ContinuationToken })
      const page = await ask((call) => client.send(command, call))
      for (const { Key = '' } of page.Contents ?? []) {
        const record = await read(Key)
        if (record) yield record
      }
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
  }

  function read(key: string): Promise<FileRecord | undefined> {
    return ask(async (call) => {
      const command = new GetObjectCommand({ Bucket: bucket, Key: key })
      const answer = await client.send(command, call).catch(ignoreMissing)
      const bytes = await answer?.Body?.transformToByteArray()
      const { ContentType: contentType = 'application/octet-stream' } = answer ?? {}
      return bytes && { key, file: { bytes, contentType } }
    })
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!isNamed(error, 'NoSuchKey', 'NotFound')) throw error
}
