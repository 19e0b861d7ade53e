export { createS3Client, type S3ClientOptions } from './connection/s3-client.ts'
export { createS3FileArchive } from './files/file-archive.ts'
export { createS3FileStore, type S3FileStoreOptions } from './files/file-store.ts'
