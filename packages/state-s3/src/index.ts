export { createS3Client, type S3ClientOptions } from './s3-client.ts'
export { createS3FileStore, type S3FileStoreOptions } from './s3-file-store.ts'
