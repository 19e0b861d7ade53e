import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Installed } from './install-once.ts'
import { atPlace } from './install-wheels.ts'
import { findPrograms } from './on-path.ts'
import { run } from './run.ts'

interface ImageProgram {
  readonly image: string
  /** Where the program is inside the image. */
  readonly inside: string
  readonly versionFlag: string
}

/**
 * The last way: takes the program out of its official image and runs it here like any other process, so that it can
 * be frozen and killed by its process id, which a container cannot. Works where image and machine are the same
 * system (Linux, glibc); the program must answer before the install counts. Pinned by tag, not by hash.
 */
export async function fromImage(folder: string, program: ImageProgram): Promise<Installed> {
  const [docker] = findPrograms('docker')
  if (!docker) throw new Error('Docker is not on PATH')
  if (process.platform !== 'linux') throw new Error('a program out of a Linux image runs on Linux only')
  const container = (await run(docker, ['create', program.image])).trim().split('\n').at(-1) ?? ''
  try {
    mkdirSync(join(folder, 'bin'))
    const name = program.inside.split('/').at(-1) as string
    await run(docker, ['cp', '-L', `${container}:${program.inside}`, join(folder, 'bin', name)])
    return await atPlace(folder, join('bin', name), program.versionFlag)
  } finally {
    await run(docker, ['rm', '-f', container]).catch(() => {})
  }
}
