import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { asDataOutputs } from '@unsticky/data-stack'
import { awsEnvironment, deployStack, silentLog, startAws } from '@unsticky/local-cloud'
import { createProcessGroup } from '@unsticky/processes'
import { reduceTemplate } from './reduce-template.ts'
import { readTemplate, type StackName } from './templates.ts'

const seedProgram = fileURLToPath(new URL('../../../shop-stateless/src/testing/seed.ts', import.meta.url))

/** MiniStack with permissions enforced, and the data stack on it, with the catalogue in its table. */
export async function startEmulatedAws() {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-infra-'))
  const group = createProcessGroup({ directory, temporary: true })
  const { endpoint } = await startAws({ group, log: silentLog })
  const dataOutputs = asDataOutputs(await deploy('UnstickyData'))
  const env = awsEnvironment({ endpoint }, dataOutputs)
  await promisify(execFile)(process.execPath, [seedProgram], { env: { ...process.env, ...env } })
  return { endpoint, env, group, deploy, [Symbol.asyncDispose]: () => group.stopAll() }

  /** Deploys a stack of the app, without what MiniStack refuses. Resolves to its outputs. */
  function deploy(stackName: StackName, change: (template: EditableTemplate) => void = () => {}) {
    const template = reduceTemplate(readTemplate(stackName) as EditableTemplate)
    allowHttp(template)
    nameSecretsInFull(template)
    change(template)
    return deployStack(template, { endpoint, stackName })
  }
}

/** Here everything is asked by http on loopback, which the policies of the buckets refuse to whoever is not the owner. */
function allowHttp({ Resources }: EditableTemplate) {
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    if (Type !== 'AWS::S3::BucketPolicy') continue
    const { PolicyDocument } = Properties
    PolicyDocument.Statement = PolicyDocument.Statement.filter(
      ({ Condition }: { Condition?: { Bool?: object } }) => !Condition?.Bool,
    )
    if (PolicyDocument.Statement.length === 0) delete Resources[id]
  }
}

/** A secret's `Ref` is its ARN on AWS and its bare name here, which no permission would match. */
function nameSecretsInFull({ Resources }: EditableTemplate) {
  const policies = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy')
  for (const statement of policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement)) {
    if (statement.Action !== 'secretsmanager:GetSecretValue') continue
    const prefix = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:'
    statement.Resource = { 'Fn::Join': ['', [prefix, statement.Resource, '-*']] }
  }
}

export type EmulatedAws = Awaited<ReturnType<typeof startEmulatedAws>>

/** A template to be changed before it is deployed. */
export interface EditableTemplate {
  Resources: Record<string, EditableResource>
  Outputs: Record<string, unknown>
}

export interface EditableResource {
  Type: string
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shape, one for each type
  Properties: Record<string, any>
  DependsOn?: string | string[]
}
