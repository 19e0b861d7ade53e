export { createS3Client, type S3ClientOptions } from './s3-client.ts'
export { createS3FileArchive } from './s3-file-archive.ts'
export { createS3FileStore, type S3FileStoreOptions } from './s3-file-store.ts'
