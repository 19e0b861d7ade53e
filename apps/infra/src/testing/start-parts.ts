import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { allParts, type ShopPart } from '@unsticky/http'
import {
  askValkey,
  dummyCredentials,
  readPassword,
  region,
  startValkey,
  valkeyEnvironment,
} from '@unsticky/local-cloud'
import { startShop } from '@unsticky/shop-stateless/testing'
import { accessString } from '../service/store-access.ts'
import { physicalId } from './deploy-lambda.ts'
import type { EmulatedAws } from './emulated-aws.ts'

const entry = fileURLToPath(new URL('../../../shop-stateless/src/server.ts', import.meta.url))

/** A real process for each part of the shop: allowed in AWS what its task is, and in Valkey what the shop's user is. */
export async function startParts(aws: EmulatedAws) {
  const stores = valkeyEnvironment(await startStores(aws))
  const shops = await Promise.all(
    allParts.map(async (part) => {
      const credentials = await credentialsOf(aws, part)
      const own = { SHOP_PARTS: part, INSTANCE_ID: `i-${part}`, TRUSTED_PROXIES: '127.0.0.1/32' }
      const shop = await startShop(entry, { ...aws.env, ...stores, ...credentials, ...own })
      return { part, port: Number(new URL(shop.url).port), shop }
    }),
  )
  return {
    shops,
    [Symbol.asyncDispose]: async () =>
      void (await Promise.all(shops.map(({ shop }) => shop[Symbol.asyncDispose]()))),
  }
}

async function startStores({ env, endpoint, group }: EmulatedAws) {
  const start = async (name: 'sessions' | 'carts', secret: string) => {
    const password = await readPassword(secret, endpoint)
    // The owner has another password, so that the shop can only come in as the user that it has on AWS.
    const server = await startValkey({
      name,
      durable: name === 'carts',
      password: randomBytes(12).toString('hex'),
      group,
    })
    const command = `ACL SETUSER shop reset >${password} ${accessString(name)}`
    const answer = await askValkey(command, server)
    if (!answer.startsWith('+OK')) throw new Error(`Valkey does not take the access string: ${answer}`)
    return server.url.replace('redis://', 'redis://shop@')
  }
  return {
    sessions: await start('sessions', env.SHOP_VALKEY_SESSIONS_SECRET),
    carts: await start('carts', env.SHOP_VALKEY_CARTS_SECRET),
  }
}

/** Of a user who may do exactly what the part's task may: nobody can take the place of a task without a container. */
async function credentialsOf(aws: EmulatedAws, part: ShopPart) {
  const iam = new IAMClient({ endpoint: aws.endpoint, region, credentials: dummyCredentials })
  const RoleName = await physicalId(aws, 'UnstickyStateless', new RegExp(`^${part}TaskTaskRole[0-9A-F]{8}$`))
  const { PolicyNames: [PolicyName] = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }))
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
  await iam.send(new CreateUserCommand({ UserName: part }))
  const policy = { UserName: part, PolicyName, PolicyDocument: decodeURIComponent(PolicyDocument) }
  await iam.send(new PutUserPolicyCommand(policy))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: part }))
  iam.destroy()
  return {
    AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
  }
}
