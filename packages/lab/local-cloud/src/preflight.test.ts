import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Part } from './preflight/part.ts'
import { silentLog } from './progress/log.ts'
import { ensureTools } from './tools/ensure-tools.ts'

const program = fileURLToPath(new URL('./preflight.ts', import.meta.url))

function preflight(args: readonly string[], env = process.env) {
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' })
  return { status, stdout }
}

const parse = (stdout: string) => JSON.parse(stdout) as { ok: boolean; parts: Part[] }

describe('preflight', () => {
  beforeAll(
    async () => void (await ensureTools(['valkey', 'envoy', 'ministack'], { log: silentLog })),
    600_000,
  )

  it('says where each part is and in which version', () => {
    const { status, stdout } = preflight(['--json'])

    const { ok, parts } = parse(stdout)
    expect([status, ok]).toEqual([0, true])
    const servers = parts.filter((part) => ['Valkey', 'Envoy', 'MiniStack'].includes(part.name))
    expect(servers).toHaveLength(3)
    for (const part of servers) {
      expect(part).toMatchObject({ status: 'found', version: expect.stringMatching(/^\d+\./) })
      expect(part.path).toBeTruthy()
    }
  })

  it('fails and gives the exact fix where something needed cannot be had', () => {
    const empty = mkdtempSync(join(tmpdir(), 'unsticky-empty-'))
    const bare = { PATH: empty, HOME: empty, UNSTICKY_TOOLS: empty }

    const json = preflight(['--json'], bare)
    const text = preflight([], bare)
    rmSync(empty, { recursive: true })

    const { ok, parts } = parse(json.stdout)
    expect([json.status, text.status, ok]).toEqual([1, 1, false])
    const missing = parts.filter((part) => part.needed && part.status === 'missing')
    expect(missing.map((part) => part.name)).toEqual(['Valkey', 'Envoy', 'MiniStack', 'k6'])
    for (const part of missing) expect(text.stdout).toContain(`To fix it: ${part.fix}`)
  })

  it('explains itself', () => {
    expect(preflight(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--json') })
  })
})
