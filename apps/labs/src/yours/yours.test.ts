import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { findLab, sourceOf } from '../labs.ts'
import { prepare } from '../workbench/workbench.ts'
import { toPage } from './page.ts'

const run = promisify(execFile)
const bench = mkdtempSync(join(tmpdir(), 'unsticky-yours-'))
afterAll(() => rmSync(bench, { recursive: true, force: true }))

const lab = (...args: readonly string[]) =>
  run(process.execPath, [join(import.meta.dirname, '../lab.ts'), 'yours', ...args], {
    env: { ...process.env, UNSTICKY_LAB_FOLDER: bench },
  })

const shop = sourceOf(findLab('1'), 'start')

describe('the page about an app', () => {
  it('has inventory, decisions, three steps and the seven questions', async () => {
    await lab(shop)

    const page = readFileSync(join(bench, 'yours.md'), 'utf8')
    for (const heading of ['Inventory', 'Decisions', 'The first three steps', 'The seven questions'])
      expect(page).toContain(`## ${heading}\n`)
    expect(page).toMatch(/\| `shop\.ts:\d+` \| session-store \| breaks: /)
    expect(page).toMatch(
      /1\. Write down .* `shop\.ts:\d+`\. It is lab 2\.\n2\. Move per-boot-secret .*\n3\. Move session-store /,
    )
    expect(page.match(/^7\. Can it be decoupled/gm)?.length).toBe(6)
  })

  it('has what two running instances showed', async () => {
    prepare(bench)
    const start = `"${process.execPath}" "${join(shop, 'shop.ts')}"`
    const out = join(bench, 'probed.md')

    await lab(shop, '--start', start, '--scenario', join(shop, 'scenario.json'), '--out', out)

    const [, seen = ''] = readFileSync(out, 'utf8').split('## Seen at run time')
    expect(seen.split('## Decisions')[0]).toMatch(/session-store: B does not know the visitor/)
  })

  it('says so when nothing was found, and proposes nothing', () => {
    const page = toPage({ app: 'clean', found: [], worksheet: '# Worksheet\n\nNothing.' })

    expect(page).toContain('Nothing was found by reading')
    expect(page).not.toContain('## Decisions')
  })

  it.each([
    [['/no/such/folder'], 'There is no folder'],
    [[shop, '--start', 'node x'], 'The probe needs both'],
    [[bench], 'no JavaScript or TypeScript'],
  ])('ends with exit code 2 for %j', async (args, why) => {
    const { code, stderr } = await lab(...args).catch((error) => error)

    expect(code).toBe(2)
    expect(stderr).toContain(why)
  })
})
