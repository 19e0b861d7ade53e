import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, rename, rm, unlink } from 'node:fs/promises'
import { codeOf, ignoring } from '../folder/folder-failure.ts'
import { type SessionPath, temporaryPath } from './session-path.ts'

interface WriteOptions {
  /** Becomes the time of the file, in milliseconds since 1970. */
  readonly seenAt: number
  /** Wait until the disk has it. */
  readonly fsync: boolean
}

/** What a file system says to who renames a file over a folder: Linux and macOS; NFS servers, by way of the client. */
const inTheWay = ['EISDIR', 'EEXIST', 'ENOTEMPTY']

/**
 * Puts the session in place, whole: who reads sees the old one or the new one. Returns false and changes nothing when
 * the session was ended: a folder stands in its place, and no file system renames a file over a folder.
 */
export async function writeSession(at: SessionPath, text: string, options: WriteOptions): Promise<boolean> {
  const temporary = temporaryPath(at.path)
  try {
    await inShard(at, () => writeNew(temporary, text, options))
    await rename(temporary, at.path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    if (inTheWay.includes(codeOf(error) ?? '')) return false
    throw error
  }
  if (options.fsync) await syncFolder(at.shard)
  return true
}

/** Reads the session and says when it was last seen; `use` may do more with the open file. */
export async function readSession<T>(
  { path }: SessionPath,
  use: (text: string, file: FileHandle, seenAt: number) => Promise<T>,
): Promise<T | undefined> {
  const file = await openSession(path)
  if (!file) return undefined
  try {
    const [text, { mtimeMs }] = [await file.readFile('utf8'), await file.stat()]
    return await use(text, file, mtimeMs)
  } catch (error) {
    // EISDIR: ended. ESTALE: another server replaced or ended it while we had it open; the next request sees which.
    return ignoring('EISDIR')(error)
  } finally {
    await file.close()
  }
}

/** Puts a folder in the place of the session, against which every later write fails; see `writeSession`. */
export async function endSession(
  at: SessionPath,
  { fsync, signal }: { fsync: boolean; signal: AbortSignal },
) {
  while (!(await replaceByFolder(at))) signal.throwIfAborted()
  if (fsync) await syncFolder(at.shard)
}

/** False when a write came in between, so that there is a file again. */
async function replaceByFolder(at: SessionPath) {
  // A folder in its place by now: somebody else ended the session. macOS says EPERM.
  await unlink(at.path).catch(ignoring('ENOENT', 'EISDIR', 'EPERM'))
  try {
    await inShard(at, () => mkdir(at.path, { mode: 0o700 }))
    return true
  } catch (error) {
    ignoring('EEXIST')(error)
    return isFolder(at.path)
  }
}

async function isFolder(path: string) {
  const found = await lstat(path).catch(ignoring('ENOENT'))
  return found?.isDirectory() ?? false
}

/** A link is not followed: nothing of ours is one. */
function openSession(path: string) {
  return open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(ignoring('ENOENT', 'ELOOP'))
}

async function writeNew(path: string, text: string, { seenAt, fsync }: WriteOptions) {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.utimes(seenAt / 1000, seenAt / 1000)
    if (fsync) await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes the shard when it is missing, but never the folder above: when that is missing, it was not mounted. */
async function inShard<T>({ shard }: SessionPath, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    ignoring('ENOENT')(error)
    await mkdir(shard, { mode: 0o700 }).catch(ignoring('EEXIST'))
    return work()
  }
}

/** The name of a file is on the disk when its folder is. */
async function syncFolder(path: string) {
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
