/** Where profile pictures and receipts are kept. This file is yours. */
import { createDiskFileStore } from '@unsticky/in-process'
import type { FilesOptions } from '@unsticky/lab-kit/files'

export function createFiles({ directory }: FilesOptions) {
  return createDiskFileStore({ directory })
}
