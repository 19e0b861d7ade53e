/** `state-audit probe` on this shop: a second instance knows all that the first one was told, and a restart loses nothing. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { LocalCloud } from '@unsticky/local-cloud'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCloud } from './testing/start-shops.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startCloud()
}, 120_000)
afterAll(() => cloud.stop())

it('finds nothing that breaks with two instances', { timeout: 300_000 }, async () => {
  const probe = spawn(
    process.execPath,
    [
      'packages/audit/static/src/cli.ts',
      ...[
        'probe',
        '--start',
        'node apps/shop-stateless/src/server.ts',
        '--ready',
        '/readyz',
        '--timeout',
        '60',
      ],
      ...['--scenario', 'packages/audit/static/examples/unsticky-shop.json', '--restarts', '1'],
      ...['--env', 'LOG_LEVEL=error', '--env', 'DRAIN_SECONDS=0', '--sessions', '0', '--no-static', '--json'],
    ],
    { cwd: root, env: { ...process.env, ...cloud.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )

  const [output, complaints, [status]] = await Promise.all([
    text(probe.stdout),
    text(probe.stderr),
    once(probe, 'exit'),
  ])

  expect(status, complaints).toBe(0)
  const { findings, summary } = JSON.parse(output)
  expect(findings.filter(({ severity }: { severity: string }) => severity !== 'check')).toEqual([])
  expect(summary.probe.experiments).toContain('restart before the reads')
})
