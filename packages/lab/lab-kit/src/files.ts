/** Lab 3: what the file store gets, and what it needs not invent. */
import type { S3Client } from '@aws-sdk/client-s3'
import { UnavailableError } from '@unsticky/kernel'

/** What `createFiles` gets. */
export interface FilesOptions {
  readonly s3: S3Client
  /** A private bucket. */
  readonly bucket: string
  /** A folder on the disk of this instance. */
  readonly directory: string
}

/** What `createFiles` returns says where it keeps the files; the page of the shop shows it. */
export const inS3 = { kind: 'shared', name: 'S3 (yours)' } as const

/** An address for a command, signed, good for a minute: `signedUrl(s3, new GetObjectCommand({ … }))`. */
export { getSignedUrl as signedUrl } from '@aws-sdk/s3-request-presigner'
/** Throws for a key that could be a path to somewhere else. The port refuses such keys, whoever made them. */
export { assertFileKey } from '@unsticky/kernel'

/** Whether S3 says that there is no such file. */
export const isNotThere = (error: unknown): boolean =>
  ['NotFound', 'NoSuchKey'].includes((error as { name?: string }).name ?? '')

/** Runs a call of S3 and says in the shop's words that it does not answer. "Not there" travels on. */
export async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (isNotThere(error)) throw error
    throw new UnavailableError('file store', { cause: error })
  }
}
