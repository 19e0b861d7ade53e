import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ensureTools, silentLog } from '@unsticky/local-cloud'
import { describe, expect, it } from 'vitest'

const path = fileURLToPath(new URL('../Dockerfile', import.meta.url))
const dockerfile = readFileSync(path, 'utf8')

/** What hadolint says of a Dockerfile: one line for each finding. */
async function lint(file: string): Promise<readonly string[]> {
  const { hadolint } = await ensureTools(['hadolint'], { log: silentLog })
  const args = [...hadolint.args, '--no-fail', '--format', 'tty', file]
  const { stdout } = await promisify(execFile)(hadolint.command, args)
  return stdout.split('\n').filter(Boolean)
}

describe('the Dockerfile', () => {
  it('has no finding of hadolint', async () => {
    expect(await lint(path)).toEqual([])
  })

  it('would be found to run as root', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'unsticky-docker-'))
    const broken = join(folder.path, 'Dockerfile')
    writeFileSync(broken, `${dockerfile}\nUSER root\n`)

    expect((await lint(broken)).join('\n')).toContain('DL3002')
  })

  it('takes the versions of Node, pnpm and turbo that the repository takes', () => {
    const root = fileURLToPath(new URL('../../../', import.meta.url))
    const { packageManager } = createRequire(import.meta.url)(join(root, 'package.json'))
    const catalog = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
    const versionOf = (name: string) => new RegExp(`^  ${name}: (.*)$`, 'm').exec(catalog)?.[1]

    expect(dockerfile).toContain(`node:${versionOf('node')}-`)
    expect(dockerfile).toContain(`turbo@${versionOf('turbo')} `)
    expect(dockerfile).toContain(`npx -y ${packageManager} install`)
  })
})
