import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ensureTools, silentLog } from '@unsticky/local-cloud'
import { expect, it } from 'vitest'
import { readTemplate, stackNames, templateFile } from './testing/templates.ts'

/** What cfn-lint, which knows the schema of every resource of AWS, says of templates: one line for each finding. */
async function lint(files: readonly string[]): Promise<readonly string[]> {
  const { 'cfn-lint': tool } = await ensureTools(['cfn-lint'], { log: silentLog })
  const args = [
    ...tool.args,
    '--regions',
    'us-east-1',
    'eu-central-1',
    // CDK names a function's role beside its policy in DependsOn: said twice, and meant.
    '--ignore-checks',
    'W3005',
    '--format',
    'parseable',
    '--template',
    ...files,
  ]
  const { stdout } = await promisify(execFile)(tool.command, args, {
    env: { ...process.env, ...tool.env },
  }).catch((error: Error & { stdout?: string; stderr?: string }) => {
    // It ends with the kinds of findings as its status, and with 1 when it could not do its work.
    if (!error.stdout) throw error
    return { stdout: error.stdout }
  })
  return stdout.split('\n').filter(Boolean)
}

it('finds nothing in any template', async () => {
  expect(await lint(stackNames.map(templateFile))).toEqual([])
})

it('would find a property that AWS does not know', async () => {
  const template = structuredClone(readTemplate('UnstickyArtifacts')) as {
    Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>
  }
  for (const { Type, Properties } of Object.values(template.Resources))
    if (Type === 'AWS::ECR::Repository') Properties.ImageTagMutability = 'SOMETIMES'
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-lint-'))
  writeFileSync(join(directory, 'broken.json'), JSON.stringify(template))

  const findings = await lint([join(directory, 'broken.json')])
  rmSync(directory, { recursive: true })

  expect(findings.join('\n')).toContain('SOMETIMES')
})
