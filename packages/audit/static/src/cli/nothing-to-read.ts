import type { Audit } from '../audit.ts'

/** Thrown where no file was read: an empty report would say that all is well. */
export class NothingToRead extends Error {}

/** Says why nothing was read: a wrong folder or entry, only files that are left out, only files that no parser reads. */
export function assertSomethingRead(
  { files, leftOut, skipped }: Audit,
  { folder, entry }: { folder: string; entry: string | undefined },
) {
  if (files > 0) return
  if (entry !== undefined)
    throw new NothingToRead(
      `--entry ${entry}: no source file is there; name a file or folder below ${folder}, such as apps/shop`,
    )
  const [first] = skipped
  if (first)
    throw new NothingToRead(
      `none of the ${skipped.length} files in ${folder} could be read; ${first.file}: ${first.reason}`,
    )
  const left = Object.entries(leftOut).filter(([reason]) => reason !== 'symbolic link')
  const count = left.reduce((sum, [, number]) => sum + number, 0)
  if (count > 0)
    throw new NothingToRead(
      `all ${count} source files in ${folder} are left out (${left.map(([reason, number]) => `${reason} ${number}`).join(', ')}); --all reads them`,
    )
  throw new NothingToRead(`no JavaScript or TypeScript in ${folder}: is it the folder of the app?`)
}
