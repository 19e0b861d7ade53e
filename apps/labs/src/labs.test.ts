/** What an attendee reads and types, without servers: texts are whole, and their commands do what they say. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { hintsOf, sectionOf, textOf } from './cli/lab-text.ts'
import { findLab, labs, sourceOf } from './labs.ts'

const bench = mkdtempSync(join(tmpdir(), 'unsticky-lab-bench-'))
afterAll(() => rmSync(bench, { recursive: true, force: true }))

const root = join(import.meta.dirname, '../../..')
const run = promisify(execFile)

/** Runs a command line of a text, as `pnpm` would: its script from the root's package.json. */
async function execute(line: string) {
  const [, script = '', ...args] = line.trim().split(/\s+/)
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const [, file] = scripts[script].split(' ') as [string, string]
  const env = { ...process.env, UNSTICKY_LAB_FOLDER: bench, NO_COLOR: '1' }
  const mine = args.map((each) => each.replace(/^\.lab/, bench))
  return run(process.execPath, [join(root, file), ...mine], { cwd: root, env }).then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    (error) => ({ code: error.code as number, text: `${error.stdout}${error.stderr}` }),
  )
}

/** What stands in a text as a command. Those that start fleets are tried in labs.fleet.test.ts. */
const commandsIn = (text: string) =>
  [...text.matchAll(/pnpm ((?:lab|state-audit)[^`\n]*)/g)]
    .map(([line]) => line)
    .filter((line) => !/ (check|run|yours)\b/.test(line))

describe.each(labs.map((lab) => [lab.id, lab] as const))('lab %s', (_id, lab) => {
  const text = textOf(lab)

  it('says goal, what is learned, time, files, and what AWS offers', () => {
    for (const part of ['**Goal.**', '**You will learn**', `**Time:** ${lab.minutes} minutes`])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(part)
    for (const file of lab.files) expect(text).toContain(`\`${file}\``)
    expect(sectionOf(text, 'What AWS offers here').length).toBeGreaterThan(80)
  })

  it('has a hint in three grades', () => {
    expect(hintsOf(lab)).toHaveLength(3)
  })

  it('names every usual mistake by the sentence that the check says', () => {
    const section = sectionOf(text, 'Usual mistakes, and what the check says')
    for (const { says } of Object.values(lab.mistakes)) {
      expect(section).toContain(says)
      expect(lab.sayings.some((saying) => saying.says.startsWith(says))).toBe(true)
    }
  })

  it('is one or two files, with a start, a solution with its reasons, and mistakes', () => {
    expect(lab.files.length).toBeLessThanOrEqual(2)
    for (const file of lab.files) {
      expect(existsSync(sourceOf(lab, 'start', file))).toBe(true)
      expect(existsSync(sourceOf(lab, 'solution', file))).toBe(true)
    }
    expect(existsSync(sourceOf(lab, 'solution', 'WHY.md'))).toBe(true)
    for (const name of Object.keys(lab.mistakes))
      expect(existsSync(sourceOf(lab, 'mistakes', name))).toBe(true)
  })

  it('has commands that run', async () => {
    await execute(`pnpm lab start ${lab.id}`)
    for (const line of new Set(commandsIn(text)))
      expect([line, (await execute(line)).code]).toEqual([line, line.includes('state-audit') ? 1 : 0])
  })
})

describe('the workbench', () => {
  const file = join(bench, '4', 'session-store.ts')

  it('leaves the files of a lab alone that was started before, and keeps them at a reset', async () => {
    await execute('pnpm lab start 4')
    writeFileSync(file, '// mine\n')

    const again = await execute('pnpm lab start 4')
    expect(readFileSync(file, 'utf8')).toBe('// mine\n')
    expect(again.text).toContain('was started before')

    const { text } = await execute('pnpm lab reset 4')
    expect(readFileSync(file, 'utf8')).toBe(
      readFileSync(sourceOf(findLab('4'), 'start', 'session-store.ts'), 'utf8'),
    )
    const [, kept = ''] = /What you had is in (\S+)\.$/m.exec(text) ?? []
    expect(readFileSync(join(root, kept, 'session-store.ts'), 'utf8')).toBe('// mine\n')
  })

  it('gives one grade of the hint more each time, and stays at the last', async () => {
    await execute('pnpm lab reset 5')
    const first = (await execute('pnpm lab hint')).text
    const rest = [
      await execute('pnpm lab hint'),
      await execute('pnpm lab hint'),
      await execute('pnpm lab hint'),
    ]

    expect(first).toContain('Hint 1 of 3')
    expect(rest.map(({ text }) => /Hint \d/.exec(text)?.[0])).toEqual(['Hint 2', 'Hint 3', 'Hint 3'])
  })

  it('shows what was changed, and what is missing to the solution', async () => {
    await execute('pnpm lab reset 4')
    expect((await execute('pnpm lab diff')).text).toContain('session-store.ts: no difference')
    expect((await execute('pnpm lab diff --solution')).text).toContain('+++ solution/session-store.ts')

    await execute('pnpm lab solution --apply')
    expect((await execute('pnpm lab diff 4')).text).toContain('+const setUnlessEnded')
  })

  it.each([
    ['pnpm lab start 99', 'There is no lab "99". Labs: 0'],
    ['pnpm lab check 99', 'There is no lab "99"'],
    ['pnpm lab start', "missing required argument 'lab'"],
    ['pnpm lab nonsense', "unknown command 'nonsense'"],
    ['pnpm lab check --loud', "unknown option '--loud'"],
  ])('%s ends with exit code 2 and says why', async (line, why) => {
    const { code, text } = await execute(line)

    expect(code).toBe(2)
    expect(text).toContain(why)
    expect(text).not.toContain('    at ')
  })

  it('says how far somebody is, for machines as well', async () => {
    await execute('pnpm lab reset 5')
    const rows = JSON.parse((await execute('pnpm lab list --json')).text) as { id: string; state: string }[]

    expect(rows.find(({ id }) => id === '5')?.state).toBe('started')
    expect(rows.map(({ id }) => id)).toEqual(labs.map(({ id }) => id))
  })
})
