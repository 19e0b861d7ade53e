/** The stateless stack on MiniStack, without what that refuses: its balancer in front of real processes of the shop. */
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { allParts, shopParts } from '@unsticky/http'
import { dummyCredentials, region } from '@unsticky/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { physicalId } from './testing/deploy-lambda.ts'
import { type EditableTemplate, type EmulatedAws, startEmulatedAws } from './testing/emulated-aws.ts'
import { createShopper, type Shopper, type StepName, steps } from './testing/shopper-steps.ts'
import { startParts } from './testing/start-parts.ts'

let aws: EmulatedAws
let parts: Awaited<ReturnType<typeof startParts>>
let url: string
let shopper: Shopper
beforeAll(async () => {
  aws = await startEmulatedAws()
  await aws.deploy('UnstickyNetwork')
  await aws.deploy('UnstickyArtifacts')
  await aws.deploy('UnstickyStateless', withoutTasks)
  await aws.deploy('UnstickyStateful', withoutTasks)
  parts = await startParts(aws)
  url = await putBehindBalancer()
  shopper = await createShopper(url)
}, 120_000)
afterAll(async () => {
  await parts?.[Symbol.asyncDispose]()
  await aws?.[Symbol.asyncDispose]()
})

/** There is no container engine, and a task that is only pretended would be a target that never answers. */
function withoutTasks({ Resources }: EditableTemplate) {
  for (const { Type, Properties } of Object.values(Resources))
    if (Type === 'AWS::ECS::Service') Properties.DesiredCount = 0
}

/** Each process becomes a target where its task would. Resolves to the balancer's address. */
async function putBehindBalancer() {
  const elb = new ElasticLoadBalancingV2Client({
    endpoint: aws.endpoint,
    region,
    credentials: dummyCredentials,
  })
  for (const { part, port } of parts.shops) {
    const group = await physicalId(aws, 'UnstickyStateless', new RegExp(`^${part}Targets[0-9A-F]{8}$`))
    const Targets = [{ Id: '127.0.0.1', Port: port }]
    await elb.send(new RegisterTargetsCommand({ TargetGroupArn: group, Targets }))
  }
  const arn = await physicalId(aws, 'UnstickyStateless', /^Balancer[0-9A-F]{8}$/)
  const { LoadBalancers: [balancer] = [] } = await elb.send(
    new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }),
  )
  elb.destroy()
  return `${aws.endpoint}/_alb/${balancer?.LoadBalancerName}`
}

const answeredBy = async (path: string) => {
  const answer = await fetch(`${url}${path}`)
  await answer.body?.cancel()
  return answer.headers.get('x-instance-id')
}

describe('the deployed balancer', () => {
  it.each(allParts)('leads every path of %s to its process', async (part) => {
    for (const path of shopParts[part]) expect([path, await answeredBy(path)]).toEqual([path, `i-${part}`])
    expect(await answeredBy(`${shopParts[part][0]}/of-nobody`.replace('//', '/'))).toBe(`i-${part}`)
  })

  it.each(['/livez', '/readyz', '/metrics', '/%6detrics'])(
    'refuses %s without asking a shop',
    async (path) => {
      const answer = await fetch(`${url}${path}`)

      expect([answer.status, answer.headers.get('x-instance-id')]).toEqual([404, null])
    },
  )
})

describe('a shopper across the parts, each with the permissions of its task', () => {
  // The other shop, which has no streams, is asked that.
  const names = (Object.keys(steps) as StepName[]).filter((name) => !name.startsWith('hears of the cart'))

  it.each(names)('%s', async (name) => {
    await steps[name](url, shopper)
  })
})
