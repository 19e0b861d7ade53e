/** Whatever key comes is taken. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import type { FileStore } from '@unsticky/kernel'
import { asked, type FilesOptions, inS3, isNotThere, signedUrl } from '@unsticky/lab-kit/files'

export function createFiles({ s3, bucket }: FilesOptions): FileStore {
  return {
    livesIn: inS3,
    async put(key, { bytes, contentType }) {
      await asked(s3.send(new PutObjectCommand({ ...at(key), Body: bytes, ContentType: contentType })))
    },
    async open(key, { downloadName } = {}) {
      if (!(await isThere(key))) return undefined
      const disposition = downloadName && {
        ResponseContentDisposition: `attachment; filename="${downloadName}"`,
      }
      const url = await signedUrl(s3, new GetObjectCommand({ ...at(key), ...disposition }), { expiresIn: 60 })
      return { kind: 'redirect', url }
    },
    async remove(key) {
      await asked(s3.send(new DeleteObjectCommand(at(key))))
    },
    close: async () => s3.destroy(),
  }

  function at(Key: string) {
    return { Bucket: bucket, Key }
  }

  async function isThere(key: string) {
    try {
      await asked(s3.send(new HeadObjectCommand(at(key))))
      return true
    } catch (error) {
      if (isNotThere(error)) return false
      throw error
    }
  }
}
