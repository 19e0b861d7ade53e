import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startValkey } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { expect, it } from 'vitest'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const sample = path('../../../express-sample/src/')
const small = ['--visitors', '12', '--rate', '4', '--ready', '/cart']

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

function prove(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    const command = ['--conditions=unsticky-source', path('prove.ts'), ...args]
    execFile(process.execPath, command, { timeout: 220_000 }, (error, out, err) =>
      done({ code: error ? Number(error.code ?? 99) : 0, out, err }),
    )
  })
}

const env = (values: Record<string, string | undefined>) =>
  Object.entries(values).flatMap(([name, value]) => ['--env', `${name}=${value}`])

it('says what it takes', async () => {
  expect(await prove('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--scenario') })
  expect(await prove('--start', 'node x.js')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--har'),
  })
})

it('shows that the sample before loses carts, in turn and behind sticky sessions', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unsticky-prove-'))
  const pictures = env({ PICTURES: join(folder, 'pictures') })

  const { code, out, err } = await prove(
    ...[
      '--start',
      `exec ${process.execPath} before.ts`,
      '--cwd',
      sample,
      '--scenario',
      path('testing/sample.json'),
    ],
    ...[...pictures, ...small, '--output', folder],
  )

  const { runs } = JSON.parse(readFileSync(join(folder, 'compare.json'), 'utf8'))
  expect({ code, err }).toMatchObject({ code: 1 })
  expect(out).toMatch(/round-robin: of 12 visitors \d+ no longer had/)
  for (const run of runs) expect(run.lost).toBeGreaterThan(0)
  expect(readFileSync(join(folder, 'compare.html'), 'utf8')).toContain('no longer had')
})

it('shows that the sample after loses nothing', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-prove-valkey-'))
  await using group = createProcessGroup({ directory, temporary: true })
  const password = randomBytes(12).toString('hex')
  const { port } = await startValkey({ name: 'carts', durable: true, password, group })
  const { code, out, err } = await prove(
    ...[
      '--start',
      `exec ${process.execPath} after.ts`,
      '--cwd',
      sample,
      '--scenario',
      path('testing/sample.json'),
    ],
    ...env({
      VALKEY_URL: `redis://:${password}@127.0.0.1:${port}`,
      SESSION_SECRET: randomBytes(32).toString('hex'),
    }),
    ...env({ PICTURES_BUCKET: 'none', AWS_REGION: 'eu-west-1' }),
    ...small,
    ...['--routing', 'round-robin', '--output', mkdtempSync(join(tmpdir(), 'unsticky-prove-'))],
  )

  expect({ code, err }).toMatchObject({ code: 0 })
  expect(out).toContain('all still had')
})

it('explains an app that does not take its port from PORT', async () => {
  const ended = await prove(
    '--start',
    `exec ${process.execPath} ${path('testing/no-port.mjs')}`,
    '--scenario',
    path('testing/sample.json'),
  )

  expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('--port-env') })
})
