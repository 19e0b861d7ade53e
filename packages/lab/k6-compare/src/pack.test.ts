import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { written } from './testing/runs.ts'

const own = join(import.meta.dirname, '..')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packed-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('runs as packed: JavaScript in node_modules, alone', { timeout: 300_000 }, () => {
  const installed = join(folder, 'node_modules/@unsticky/k6-compare')
  mkdirSync(installed, { recursive: true })
  // pnpm puts the publishConfig of the manifest in its place; npm does not.
  execFileSync('npx', ['-y', 'pnpm@12.21.0', 'pack', '--pack-destination', folder], { cwd: own })
  const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  execFileSync('tar', ['xzf', join(folder, archive), '--strip-components=1', '-C', installed])
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'a.json'), written('export'))
  writeFileSync(join(folder, 'b.json'), written('export', { failed: 60 }))
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(installed, manifest.bin['k6-compare']), ...args], {
      ...{ cwd: folder, encoding: 'utf8' },
    })

  expect(run('a.json', 'a.json')).toMatchObject({ status: 0, stderr: '' })
  expect(run('a.json', 'b.json')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('failed requests'),
  })
  expect(run('a.json', 'gone.json')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('There is no'),
  })
  const imported = `import('@unsticky/k6-compare').then(({ compareRuns }) => console.log(typeof compareRuns))`
  expect(execFileSync(process.execPath, ['-e', imported], { cwd: folder, encoding: 'utf8' })).toBe(
    'function\n',
  )
  expect(manifest.dependencies ?? {}).toEqual({})
  expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json'])
})
