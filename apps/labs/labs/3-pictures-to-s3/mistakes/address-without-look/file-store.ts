/** An address costs nothing, so nobody looks whether the file is there. */
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { FileStore } from '@unsticky/kernel'
import { asked, assertFileKey, type FilesOptions, inS3, signedUrl } from '@unsticky/lab-kit/files'

export function createFiles({ s3, bucket }: FilesOptions): FileStore {
  return {
    livesIn: inS3,
    async put(key, { bytes, contentType }) {
      assertFileKey(key)
      await asked(s3.send(new PutObjectCommand({ ...at(key), Body: bytes, ContentType: contentType })))
    },
    async open(key, { downloadName } = {}) {
      assertFileKey(key)
      const disposition = downloadName && {
        ResponseContentDisposition: `attachment; filename="${downloadName}"`,
      }
      const url = await signedUrl(s3, new GetObjectCommand({ ...at(key), ...disposition }), { expiresIn: 60 })
      return { kind: 'redirect', url }
    },
    async remove(key) {
      assertFileKey(key)
      await asked(s3.send(new DeleteObjectCommand(at(key))))
    },
    close: async () => s3.destroy(),
  }

  function at(Key: string) {
    return { Bucket: bucket, Key }
  }
}
