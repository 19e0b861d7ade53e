import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createS3Client } from '@unsticky/s3'
import { describeFileStore } from '@unsticky/testkit'
import { loadCreateFiles } from './adapters.ts'

export async function contract(folder: string): Promise<void> {
  const create = await loadCreateFiles(folder)
  const bucket = process.env.SHOP_FILES_BUCKET ?? ''
  // Every instance has a disk of its own.
  const open = () => {
    const directory = mkdtempSync(join(tmpdir(), 'unsticky-lab-disk-'))
    return create({ s3: createS3Client({ forcePathStyle: true }), bucket, directory })
  }
  describeFileStore('yours', {
    open: async () => ({ store: open(), reopen: async () => open() }),
    cannot: { unavailability: 'the suite shares its S3 with the fleet, which needs it awake' },
  })
}
