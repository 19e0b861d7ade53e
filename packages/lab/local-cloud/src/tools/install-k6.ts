import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installed } from './install-once.ts'
import { atPlace } from './install-wheels.ts'
import { findPrograms } from './on-path.ts'
import { run } from './run.ts'
import { packageFile } from './tools-directory.ts'

export const k6Version = '2.2.0'

const releases = `https://github.com/grafana/k6/releases/download/v${k6Version}`

/** The official release archive, checked against the checksums that are published beside it. */
export async function k6FromRelease(folder: string, update: (detail: string) => void): Promise<Installed> {
  const archive = releaseArchive()
  update('official release')
  const sums = await (await download(`${releases}/k6-v${k6Version}-checksums.txt`, 5000)).text()
  const bytes = Buffer.from(await (await download(`${releases}/${archive}`, 120_000)).arrayBuffer())
  const expected = sums.split('\n').find((line) => line.trim().endsWith(archive))
  const actual = createHash('sha256').update(bytes).digest('hex')
  if (!expected?.startsWith(actual)) throw new Error(`The checksum of ${archive} is not the published one`)
  writeFileSync(join(folder, archive), bytes)
  // bsdtar of macOS unpacks zip as well.
  await run('tar', ['-xf', join(folder, archive), '-C', folder, '--strip-components', '1'])
  rmSync(join(folder, archive))
  return atPlace(folder, 'k6', 'version')
}

/** Builds the version pinned in k6/go.mod; k6/go.sum holds the hash of every source it is built from. */
export async function k6FromGo(folder: string, update: (detail: string) => void): Promise<Installed> {
  const [go] = findPrograms('go')
  if (!go) throw new Error('Go is not on PATH')
  const source = join(folder, 'source')
  mkdirSync(source)
  for (const file of ['go.mod', 'go.sum']) cpSync(packageFile(`k6/${file}`), join(source, file))
  update('building with Go, one to three minutes, once per machine')
  const output = join(source, 'k6')
  const flags = ['-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags=-s -w', '-o', output]
  const env = { ...process.env, GOWORK: 'off' }
  await run(go, ['build', ...flags, 'go.k6.io/k6/v2'], { cwd: source, env })
  renameSync(output, join(folder, 'k6'))
  rmSync(source, { recursive: true })
  return atPlace(folder, 'k6', 'version')
}

function releaseArchive() {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  if (process.platform === 'linux') return `k6-v${k6Version}-linux-${architecture}.tar.gz`
  if (process.platform === 'darwin') return `k6-v${k6Version}-macos-${architecture}.zip`
  throw new Error(`There is no k6 release for ${process.platform}`)
}

async function download(url: string, timeoutMs: number) {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  return response
}
