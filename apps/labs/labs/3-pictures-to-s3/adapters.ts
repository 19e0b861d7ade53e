import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileStore } from '@unsticky/kernel'
import type { FilesOptions } from '@unsticky/lab-kit/files'
import { createS3Client } from '@unsticky/s3'
import { loadFunction } from '../../src/check/load-file.ts'
import type { MakeAdapters } from '../../src/shop/make-adapters.type.ts'

export const loadCreateFiles = (folder: string) =>
  loadFunction<(options: FilesOptions) => FileStore>(folder, { file: 'file-store.ts', name: 'createFiles' })

export const makeAdapters: MakeAdapters = async (folder, { config }) => {
  const create = await loadCreateFiles(folder)
  const directory = process.env.SHOP_FILES_DIRECTORY ?? join(tmpdir(), `unsticky-lab-${process.pid}`)
  const bucket = config.stateless?.SHOP_FILES_BUCKET ?? ''
  return { files: create({ s3: createS3Client({ forcePathStyle: true }), bucket, directory }) }
}
