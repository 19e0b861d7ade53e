import { execFileSync, spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const own = join(import.meta.dirname, '..')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packed-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('runs as packed: JavaScript in node_modules, with its two dependencies beside it', {
  timeout: 300_000,
}, () => {
  const installed = join(folder, 'node_modules/@unsticky/state-audit')
  mkdirSync(installed, { recursive: true })
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: own,
    encoding: 'utf8',
  })
  execFileSync('tar', [
    'xzf',
    join(folder, packed.trim().split('\n').at(-1) ?? ''),
    '--strip-components=1',
    '-C',
    installed,
  ])
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  for (const name of Object.keys(manifest.dependencies)) link(name)
  writeFileSync(
    join(folder, 'app.js'),
    "const app = require('express')()\nconst carts = {}\napp.post('/', (req) => {\n  carts[req.ip] = 1\n})\n",
  )

  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(installed, manifest.bin['state-audit']), '.'],
    { cwd: folder, encoding: 'utf8' },
  )

  expect(stderr).toBe('')
  expect(stdout).toContain('app.js:2')
  expect(status).toBe(1)
  writeFileSync(
    join(folder, 'server.js'),
    "const notes = []\nrequire('http').createServer((req, res) => {\n  if (req.method === 'POST') notes.push(1)\n  require('fs').writeFileSync('last.txt', req.url)\n  res.end(JSON.stringify(notes))\n}).listen(process.env.PORT)\n",
  )
  writeFileSync(join(folder, 'scenario.json'), '{"steps":[{"method":"POST","path":"/"},{"path":"/"}]}')

  const probed = spawnSync(
    process.execPath,
    [
      join(installed, manifest.bin['state-audit']),
      ...['probe', '--start', 'node server.js', '--scenario', 'scenario.json', '--sessions', '0'],
    ],
    { cwd: folder, encoding: 'utf8' },
  )

  expect(probed.stdout).toMatch(/GET \/: B does not know what was written on A/)
  // Seen by the hook, inside the app.
  expect(probed.stdout).toContain('server.js:4')
  expect(probed.status).toBe(1)
  // npm knows nothing of catalogues and workspaces, so no such version may be in what is published.
  expect(Object.values(manifest.dependencies).join(' ')).not.toMatch(/catalog:|workspace:/)
})

/** The real folder, as a dependency's own dependencies lie beside it. */
function link(name: string) {
  const target = join(folder, 'node_modules', name)
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(realpathSync(join(own, 'node_modules', name)), target)
}
