import { S3Client } from '@aws-sdk/client-s3'
import { awsClientSettings } from '@unsticky/aws-client'

export interface S3ClientOptions {
  /** The bucket in the path instead of the host name, for a local endpoint that has no DNS. */
  readonly forcePathStyle?: boolean
}

/** A client for the file store; where it leads is said by the environment alone. */
export function createS3Client({ forcePathStyle = false }: S3ClientOptions = {}): S3Client {
  return new S3Client({
    // A picture takes longer than a database item.
    ...awsClientSettings({ requestTimeoutMs: 3000 }),
    forcePathStyle,
    // The browser fetches by presigned address and knows nothing of checksums.
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}
