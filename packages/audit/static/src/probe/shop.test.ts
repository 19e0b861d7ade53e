/** Step 0 of the refactor as two processes: what the article says of it is what the probe sees. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readProbeArguments } from './cli/arguments.ts'
import { runProbe } from './cli/run-probe.ts'

const root = join(import.meta.dirname, '../../../../..')

it('finds session, token, account, order number, picture and secret of the stateful shop', {
  timeout: 300_000,
}, async () => {
  const disks = mkdtempSync(join(tmpdir(), 'probe-shop-'))
  const input = readProbeArguments([
    ...['--start', 'node apps/shop-stateful/src/server.ts', '--cwd', root, '--ready', '/readyz'],
    ...['--scenario', join(root, 'packages/audit/static/examples/unsticky-shop.json')],
    ...[
      '--env',
      `SHOP_FILES_DIRECTORY=${disks}/{instance}`,
      '--env',
      'DRAIN_SECONDS=0',
      '--env',
      'LOG_LEVEL=error',
    ],
    ...['--entry', 'apps/shop-stateful', '--sessions', '0', '--restarts', '0', '--timeout', '60'],
  ])
  if (input === 'help') throw new Error('no run')

  const { findings } = await runProbe(input, { progress: () => {} })
  rmSync(disks, { recursive: true, force: true })

  const breaking = findings.filter(({ severity }) => severity === 'breaks')
  expect(breaking.map(({ category, file }) => `${category} ${file}`).sort()).toEqual([
    'auth-state (run time)',
    'auth-state (run time)',
    'local-file apps/shop-stateful/src/profile.ts',
    'per-boot-secret apps/shop-stateful/src/sessions.ts',
    'sequence apps/shop-stateful/src/orders.ts',
    'session-store apps/shop-stateful/src/sessions.ts',
  ])
  expect(breaking.flatMap(({ observed = [] }) => observed.map(({ step }) => step))).toEqual(
    expect.arrayContaining([
      "the guest's cart",
      'the cart on the phone',
      'the profile',
      'the picture',
      'the orders',
    ]),
  )
})
