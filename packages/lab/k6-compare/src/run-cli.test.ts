import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'
import { temporaryFolder, written } from './testing/runs.ts'

async function run(...args: readonly string[]) {
  let [out, error] = ['', '']
  const code = await runCli(args, {
    output: {
      out: (text) => {
        out += text
      },
      error: (text) => {
        error += text
      },
    },
  })
  return { code, out, error }
}

describe('the exit code', () => {
  it('is 0, 1, 3 by the answer, and 2 with one line for what cannot be compared', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.write('a.json', written('export'))
    const failing = await folder.write('b.json', written('export', { failed: 60 }))
    const slow = await folder.write('c.json', written('export', { p95: 300 }))
    const half = await folder.write('half.json', written('export').slice(0, 50))

    expect((await run(a, a)).code).toBe(0)
    expect((await run(a, failing)).code).toBe(1)
    expect(await run(a, slow)).toMatchObject({
      code: 3,
      out: expect.stringMatching(/About \d repeats of each would tell/),
    })
    expect((await run(a, slow, '--by-size', '50')).code).toBe(1)
    expect(await run(a, half)).toEqual({
      code: 2,
      out: '',
      error: expect.stringMatching(/^[^\n]*cut off[^\n]*\n$/),
    })
    for (const wrong of [[a], [a, a, a], [a, a, '--nonsense'], [a, a, '--alpha', 'much']])
      expect(await run(...wrong)).toMatchObject({
        code: 2,
        out: '',
        error: expect.stringMatching(/^[^\n]+\n$/),
      })
    expect((await run('--help')).out).toContain('Exit codes, for CI')
  })

  it('comes with Markdown or JSON when asked for', async () => {
    await using folder = await temporaryFolder()
    const a = await folder.write('a.json', written('export'))

    expect((await run(a, a, '--markdown')).out).toMatch(/^### k6/)
    expect(JSON.parse((await run(a, a, '--json')).out)).toMatchObject({ schema: 2, answer: 'not worse' })
  })
})
