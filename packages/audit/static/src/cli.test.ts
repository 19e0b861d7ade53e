import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Report } from './report/report.ts'

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 })
const cli = join(import.meta.dirname, 'cli.ts')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-audit-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const stateful =
  "const app = require('express')()\nconst carts = {}\napp.post('/', (req, res) => {\n  carts[req.ip] = req.body\n  res.end()\n})\n"

it('exits with 1 and names the line where something breaks', () => {
  write({ 'app.js': stateful })

  const { status, stdout } = run(folder)

  expect(status).toBe(1)
  expect(stdout).toContain('app.js:2')
  expect(stdout).toContain('const carts = {}')
})

it('exits with 0 where nothing is found, and with 2 where it could not run', () => {
  write({ 'app.js': 'module.exports = 1\n' })

  expect(run(folder).status).toBe(0)
  const missing = run(join(folder, 'nowhere'))
  expect(missing.status).toBe(2)
  expect(missing.stderr).toMatch(/nowhere/)
  expect(run().stderr).toContain('name the folder')
  expect(run(folder, '--format', 'pdf').status).toBe(2)
})

it('explains the probe, and what is missing in a call of it', () => {
  const help = run('probe', '--help')

  expect(help.status).toBe(0)
  expect(help.stdout).toContain('Example:')
  expect(run('probe').stderr).toContain('--start "node server.js"')
  expect(run('probe', '--start', 'node a.js').stderr).toContain('--scenario <file> or --har <file>')
  expect(run('probe', '--start', 'node a.js', '--scenario', 'none.json').status).toBe(2)
})

it('leaves a line with a reason in peace, and says that a reason is missing', () => {
  write({
    'a.js': stateful.replace('const carts = {}', '// state-audit-ignore: a demo\nconst carts = {}'),
    'b.js': stateful.replace('const carts = {}', 'const carts = {} // state-audit-ignore'),
  })

  const { findings, summary } = json(folder)

  expect(findings.map(({ file }) => file)).toEqual(['b.js'])
  expect(summary.suppressed).toBe(1)
  expect(summary.notes[0]).toContain('needs a reason')
})

it('reports only what is not in the baseline, also after lines moved', () => {
  write({ 'app.js': stateful })
  const baseline = join(folder, 'baseline.json')
  const { status, stdout } = run(folder, '--write-baseline', baseline)
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^One finding is in /)])
  write({ 'app.js': `// a new line\n${stateful}`, 'new.js': stateful })

  const { findings, summary } = json(folder, '--baseline', baseline)

  expect(findings.map(({ file }) => file)).toEqual(['new.js'])
  expect(summary.inBaseline).toBe(1)
})

it('leaves out what .gitignore and --ignore name, tests, build output and browser code', () => {
  write({
    '.gitignore': 'secret/\n',
    'secret/a.js': stateful,
    'sub/.gitignore': 'b.js\n',
    'sub/b.js': stateful,
    'legacy/c.js': stateful,
    'test/d.js': stateful,
    'dist/e.js': stateful,
    'public/f.js': stateful,
    'g.js': stateful,
  })

  const { findings, summary } = json(folder, '--ignore', 'legacy/')

  expect(findings.map(({ file }) => file)).toEqual(['g.js'])
  expect(Object.keys(summary.leftOut).sort()).toEqual([
    'browser code',
    'build output',
    'ignored by --ignore',
    'tests and fixtures',
  ])
})

it.each(['text', 'json', 'sarif', 'markdown', 'html', 'worksheet'])('writes %s to a file', (format) => {
  write({ 'app.js': stateful })
  const output = join(folder, 'report')

  run(folder, '--format', format, '--output', output)

  expect(readFileSync(output, 'utf8')).toContain('app.js')
})

function write(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

function run(...args: string[]) {
  return spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' })
}

const json = (...args: string[]) => JSON.parse(run(...args, '--json').stdout) as Report
