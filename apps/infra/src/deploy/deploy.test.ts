import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { planDestroy, planGround, planShops } from './plan.ts'

const context = { protect: 'false' }

/** Runs a command where nobody is known to AWS. */
function run(
  program: 'deploy' | 'destroy',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const nobody = { PATH: process.env.PATH, HOME: tmpdir(), AWS_EC2_METADATA_DISABLED: 'true', ...env }
  const path = fileURLToPath(new URL(`./${program}.ts`, import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    env: nobody,
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { status, text: stdout + stderr }
}

describe.each(['deploy', 'destroy'] as const)('pnpm %s:aws', (program) => {
  it('does nothing without a region', () => {
    expect(run(program, ['--yes'])).toMatchObject({ status: 1, text: expect.stringContaining('AWS_REGION') })
  })

  it('does nothing without credentials, and says how to get them', () => {
    const { status, text } = run(program, ['--yes'], { AWS_REGION: 'eu-central-1' })

    expect(status).toBe(1)
    expect(text).toContain('There are no AWS credentials')
    expect(text).toContain('Nothing was done')
  })

  it('knows no shop of another name', () => {
    expect(run(program, ['--shops', 'serverful'])).toMatchObject({ status: 2 })
  })
})

it('says what a day costs before it asks anything', () => {
  expect(run('deploy', []).text).toMatch(/^About \$\d+\.\d\d a day/)
})

describe('the order of things', () => {
  const stacks = (steps: readonly { command: readonly string[] }[]) =>
    steps.flatMap(({ command }) => command.filter((word) => word.startsWith('Unsticky')))

  it('deploys what others stand on first, and no network for Lambda alone', () => {
    expect(stacks(planGround({ variants: ['lambda'], context }))).toEqual([
      'UnstickyData',
      'UnstickyArtifacts',
    ])
    expect(stacks(planGround({ variants: ['stateful'], context }))).toContain('UnstickyNetwork')
    expect(stacks(planShops({ variants: ['stateless', 'lambda'], context }))).toEqual([
      'UnstickyStateless',
      'UnstickyLambda',
    ])
  })

  it('destroys in the other direction, and the data only together with every shop', () => {
    expect(stacks(planDestroy({ variants: ['stateless'], context }))).toEqual(['UnstickyStateless'])
    expect(stacks(planDestroy({ variants: ['stateless', 'stateful', 'lambda'], context })).slice(-3)).toEqual(
      ['UnstickyNetwork', 'UnstickyArtifacts', 'UnstickyData'],
    )
  })
})
