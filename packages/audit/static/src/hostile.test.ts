import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Report } from './report/report.ts'

const stateful =
  "const app = require('express')()\nconst carts = {}\napp.post('/', (req) => {\n  carts[req.ip] = req.body\n})\n"
const times = 30_000
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'))
  const files: Readonly<Record<string, string | Buffer>> = {
    'app.js': stateful,
    'broken.js': 'const = {{{ ](',
    'binary.js': Buffer.from([0, 1, 2, 255, 0]),
    'not-utf8.js': Buffer.from([0xff, 0xfe, 0x41, 0x42]),
    'empty.ts': '',
    'huge.js': `const a = 1\n${'a;\n'.repeat(600_000)}`,
    'minified.js': `const a=${'1+'.repeat(20_000)}1`,
    'deep-parentheses.js': `x = ${nested('(', '1', ')')}`,
    'deep-blocks.ts': nested('{', '', '}'),
    'deep-arrows.js': `x = ${'a =>\n'.repeat(times)} 1`,
    'deep-sum.js': `x = ${'1 +\n'.repeat(times)} 1`,
    'deep-calls.js': `x = a${'()\n'.repeat(times)}`,
    'ring-a.js': "const b = require('./ring-b')\nexports.a = () => b.b()\n",
    'ring-b.js': "const a = require('./ring-a')\nexports.b = () => a.a()\n",
    'ring.ts': "export * from './ring.ts'\nimport { x } from './ring.ts'\nlet y = x\nexport { y as x }\n",
    'package.json': '{ broken',
    'tsconfig.json': '{ "compilerOptions": { "paths": 1 } }',
    '.gitignore': '[[[\n**/**/**\\\n',
    'a file with "quotes" & <marks> | $(and) `ticks`.js': stateful,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  mkdirSync(join(folder, 'loop'))
  symlinkSync(folder, join(folder, 'loop', 'again'))
  symlinkSync('/nowhere', join(folder, 'dangling.js'))
  mkdirSync(join(folder, 'directory.js'))
  mkdirSync(join(folder, 'closed'))
  writeFileSync(join(folder, 'unreadable.js'), stateful)
  chmodSync(join(folder, 'unreadable.js'), 0)
  chmodSync(join(folder, 'closed'), 0)
})

afterAll(() => {
  chmodSync(join(folder, 'closed'), 0o700)
  rmSync(folder, { recursive: true, force: true })
})

it('ends with a report, names what it skipped, and finds what is there', { timeout: 300_000 }, () => {
  const { status, stdout, stderr } = audit('--json')

  expect(stderr).toBe('')
  expect(status).toBe(1)
  const { findings, summary } = JSON.parse(stdout) as Report
  expect(findings.map(({ file }) => file)).toContain('app.js')
  expect(findings.map(({ file }) => file)).toContain('a file with "quotes" & <marks> | $(and) `ticks`.js')
  const skipped = summary.skipped.map(({ file }) => file)
  expect(skipped).toEqual(
    expect.arrayContaining([
      'broken.js',
      'binary.js',
      'huge.js',
      'minified.js',
      'deep-parentheses.js',
      'deep-blocks.ts',
    ]),
  )
})

it('writes every format of it', { timeout: 300_000 }, () => {
  for (const format of ['text', 'sarif', 'markdown', 'html', 'worksheet']) {
    const { status, stdout } = audit('--format', format, '--ignore', 'deep-*')

    expect(status, format).toBe(1)
    expect(stdout, format).not.toContain('<marks>&')
    if (format === 'html') expect(stdout).not.toContain('<marks>')
  }
})

const nested = (open: string, inner: string, close: string) =>
  `${`${open}\n`.repeat(times)}${inner}${`${close}\n`.repeat(times)}`

function audit(...args: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'cli.ts'), folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
}
