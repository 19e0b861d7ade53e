import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { dummyCredentials, region } from '@unsticky/local-cloud'
import type { EditableTemplate, EmulatedAws } from './emulated-aws.ts'
import type { StackName } from './templates.ts'

/** Puts the bundle where the stack expects it and deploys the stack. Resolves to where the function is asked. */
export async function deployLambda(aws: EmulatedAws, bundle: Uint8Array) {
  await aws.deploy('UnstickyArtifacts')
  const bucket = await physicalId(aws, 'UnstickyArtifacts', /^Bundles[0-9A-F]{8}$/)
  const { endpoint } = aws
  const s3 = new S3Client({ endpoint, region, credentials: dummyCredentials, forcePathStyle: true })
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'test.zip', Body: bundle }))
  s3.destroy()
  await aws.deploy('UnstickyLambda', (template) => pointAt(aws, template))
  const named = (id: RegExp) => physicalId(aws, 'UnstickyLambda', id)
  const apiId = await named(/^Api[0-9A-F]{8}$/)
  return {
    url: `${endpoint}/_aws/execute-api/${apiId}/$default`,
    shop: await named(/^ShopFunction[0-9A-F]{8}$/),
    remind: await named(/^RemindFunction[0-9A-F]{8}$/),
    role: await named(/^ShopRole[0-9A-F]{8}$/),
    remindRole: await named(/^RemindRole[0-9A-F]{8}$/),
  }
}

/** A function finds AWS here, which its stack cannot know; nothing else of the stack is changed. */
function pointAt({ endpoint, env: { SHOP_COGNITO_JWKS_URL } }: EmulatedAws, { Resources }: EditableTemplate) {
  for (const { Type, Properties } of Object.values(Resources)) {
    if (Type !== 'AWS::Lambda::Function') continue
    Object.assign(Properties.Environment.Variables, {
      AWS_ENDPOINT_URL: endpoint,
      // MiniStack says that its address is an http one.
      PUBLIC_ORIGIN: 'https://shop.example',
      // A tenth of it passes before a session is touched: soon enough for a test.
      SESSION_IDLE_SECONDS: '5',
      // Every cart lies idle at once, and no round keeps the next one waiting.
      REMINDER_IDLE_SECONDS: '0',
      REMINDER_LEASE_SECONDS: '0',
      SHOP_S3_FORCE_PATH_STYLE: 'true',
      SHOP_COGNITO_JWKS_URL,
    })
  }
}

/** What a resource of a deployed stack is called there. */
export async function physicalId({ endpoint }: EmulatedAws, stackName: StackName, logicalId: RegExp) {
  const client = new CloudFormationClient({ endpoint, region, credentials: dummyCredentials })
  const { StackResources = [] } = await client.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  )
  client.destroy()
  const found = StackResources.find(({ LogicalResourceId = '' }) => logicalId.test(LogicalResourceId))
  if (!found?.PhysicalResourceId) throw new Error(`${stackName} has no resource like ${logicalId}`)
  return found.PhysicalResourceId
}
