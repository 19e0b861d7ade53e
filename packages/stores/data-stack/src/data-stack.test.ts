import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asDataOutputs, dataOutputNames, synthesizeDataStack, type Template } from './index.ts'

const cacheDirectory = mkdtempSync(join(tmpdir(), 'unsticky-infra-'))
let onAws: Template
let onLaptop: Template

beforeAll(async () => {
  const both = [
    synthesizeDataStack({ cacheDirectory }),
    synthesizeDataStack({ protect: false, cacheDirectory }),
  ]
  ;[onAws, onLaptop] = (await Promise.all(both)) as [Template, Template]
}, 60_000)

afterAll(() => rmSync(cacheDirectory, { recursive: true, force: true }))

const ofType = (template: Template, type: string) =>
  Object.values(template.Resources).filter((resource) => resource.Type === type)

const only = (template: Template, type: string) => {
  const found = ofType(template, type)
  expect(found).toHaveLength(1)
  return (found[0] as (typeof found)[0]).Properties
}

/** What remains of a joined text when everything that is resolved while deploying is left out. */
const withoutReferences = (text: { 'Fn::Join': [string, (string | object)[]] }) =>
  text['Fn::Join'][1]
    .map((part) => (typeof part === 'string' ? part : 'arn'))
    .join('')
    .replaceAll(/{{resolve:secretsmanager:[^}]*}}/g, '')

describe('the data stack', () => {
  it('has exactly the outputs that the shop is configured from', () => {
    expect(Object.keys(onAws.Outputs).sort()).toEqual([...dataOutputNames].sort())
  })

  it('differs between AWS and the laptop in protection only', () => {
    const kinds = (template: Template) =>
      Object.entries(template.Resources).map(([id, resource]) => `${id} ${resource.Type}`)

    expect(kinds(onLaptop)).toEqual(kinds(onAws))
  })

  it('pays tables by request and lets temporary items expire', () => {
    const tables = ofType(onAws, 'AWS::DynamoDB::GlobalTable').map(({ Properties }) => Properties)

    expect(tables.map((table) => table.BillingMode)).toEqual(Array(6).fill('PAY_PER_REQUEST'))
    const expiring = tables.filter((table) => table.TimeToLiveSpecification?.Enabled)
    expect(expiring.map((table) => table.TimeToLiveSpecification.AttributeName)).toEqual(
      Array(4).fill('expiresAtSeconds'),
    )
  })

  it('lets others learn of orders by the stream of their table, and of nothing else', () => {
    const streams = Object.entries(onAws.Resources).flatMap(([id, { Properties }]) =>
      Properties.StreamSpecification ? [[id.slice(0, 6), Properties.StreamSpecification]] : [],
    )

    expect(streams).toEqual([['Orders', { StreamViewType: 'NEW_IMAGE' }]])
  })

  it('protects what cannot be made again on AWS, and lets the laptop clean up', () => {
    const guards = (template: Template) => [
      ...ofType(template, 'AWS::DynamoDB::GlobalTable').map(
        (table) => table.Properties.Replicas[0].DeletionProtectionEnabled,
      ),
      only(template, 'AWS::Cognito::UserPool').DeletionProtection === 'ACTIVE',
      ofType(template, 'AWS::S3::Bucket')[0]?.DeletionPolicy === 'Retain',
    ]

    expect(guards(onAws)).toEqual(Array(8).fill(true))
    expect(guards(onLaptop)).toEqual(Array(8).fill(false))
  })

  it('backs up every table but the sessions, because a backup would bring ended ones back', () => {
    const isBackedUp = ofType(onAws, 'AWS::DynamoDB::GlobalTable').map(
      ({ Properties }) => Properties.Replicas[0].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled,
    )

    expect(isBackedUp.toSorted()).toEqual([false, ...Array(5).fill(true)])
  })

  it('keeps the bucket private, encrypted and closed to plain http', () => {
    const bucket = only(onAws, 'AWS::S3::Bucket')

    expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
    expect(bucket.BucketEncryption).toBeDefined()
    const [statement] = only(onAws, 'AWS::S3::BucketPolicy').PolicyDocument.Statement
    expect(statement).toMatchObject({
      Effect: 'Deny',
      Action: 's3:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    })
  })

  it('tells nobody whether an account exists and can revoke tokens', () => {
    const client = only(onAws, 'AWS::Cognito::UserPoolClient')

    expect(client).toMatchObject({
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      GenerateSecret: false,
      AccessTokenValidity: 60,
    })
    expect(client.ExplicitAuthFlows.toSorted()).toEqual([
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
    ])
    expect(only(onAws, 'AWS::Cognito::UserPool').Policies.PasswordPolicy.MinimumLength).toBe(10)
  })

  it('holds no secret in plain text: each is generated, or made of a generated one while deploying', () => {
    const secrets = ofType(onAws, 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties)

    expect(secrets.filter((secret) => secret.GenerateSecretString)).toHaveLength(3)
    const written = secrets.filter((secret) => secret.SecretString)
    expect(written.map((secret) => withoutReferences(secret.SecretString))).toEqual(['{"keys":[""]}'])
    expect(secrets).toHaveLength(4)
  })

  it('synthesizes once: the second time comes from the cache', async () => {
    const files = () => readdirSync(cacheDirectory).map((file) => statSync(join(cacheDirectory, file)).ino)
    const before = files()

    const again = await synthesizeDataStack({ cacheDirectory })

    expect(again).toEqual(onAws)
    expect(files()).toEqual(before)
  })
})

describe('the outputs of a deployed stack', () => {
  it('are refused when one is missing', () => {
    const all = Object.fromEntries(dataOutputNames.map((name) => [name, 'x']))

    expect(asDataOutputs(all)).toEqual(all)
    expect(() => asDataOutputs({ ...all, FilesBucket: undefined })).toThrow('FilesBucket')
  })
})
