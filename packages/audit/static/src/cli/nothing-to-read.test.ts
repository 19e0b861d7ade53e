import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

// Each test starts processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 })
const cli = join(import.meta.dirname, '../cli.ts')
const app = 'module.exports = 1\n'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nothing-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it.each([
  ['an empty folder', {}, [], /no JavaScript or TypeScript in/],
  ['a folder without JavaScript', { 'main.py': 'x = 1\n' }, [], /no JavaScript or TypeScript in/],
  ['files that no parser reads', { 'a.js': 'const = {{{' }, [], /none of the 1 files .* a\.js: line 1/],
  ['nothing but tests', { 'test/a.js': app }, [], /left out \(tests and fixtures 1\); --all reads them/],
  [
    'an entry that is not there',
    { 'a.js': app },
    ['--entry', 'apps/shop'],
    /--entry apps\/shop: no source file/,
  ],
] as const)('exits with 2 for %s', (_name, files, options, message) => {
  write(files)

  const { status, stdout, stderr } = run(...options)

  expect(stderr).toMatch(message)
  expect([status, stdout]).toEqual([2, ''])
})

it.each(['apps/shop', './apps/shop', 'apps/shop/', 'apps/shop/index.js', '.'])(
  'takes the entry %s',
  (entry) => {
    write({ 'apps/shop/index.js': app })

    const { status, stdout } = run('--entry', entry)

    expect([status, stdout]).toEqual([0, expect.stringContaining('Read 1 files')])
  },
)

it('reports what it could read where other files are broken', () => {
  write({ 'a.js': app, 'b.js': 'const = {{{' })

  const { status, stdout } = run()

  expect([status, stdout]).toEqual([0, expect.stringContaining('Skipped b.js')])
})

function write(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

const run = (...options: readonly string[]) =>
  spawnSync(process.execPath, [cli, folder, ...options], { encoding: 'utf8' })
