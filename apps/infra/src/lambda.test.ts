/** The stateless shop on a real Lambda runtime, allowed what its stack allows it and nothing else. */
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { dummyCredentials, region } from '@unsticky/local-cloud'
import { buildBundle } from '@unsticky/shop-lambda/bundle'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reminderPermissions, wholeShopPermissions } from './permissions.ts'
import { deployLambda } from './testing/deploy-lambda.ts'
import { type EmulatedAws, startEmulatedAws } from './testing/emulated-aws.ts'
import { needed, notSeenHere } from './testing/needed-permissions.ts'
import { readLog } from './testing/read-log.ts'
import { openRolePolicy } from './testing/role-policy.ts'
import { createShopper, type Shopper, type StepName, steps } from './testing/shopper-steps.ts'

let aws: EmulatedAws
let deployed: Awaited<ReturnType<typeof deployLambda>>
let bundle: Awaited<ReturnType<typeof buildBundle>>
let lambda: LambdaClient
let shopper: Shopper
beforeAll(async () => {
  ;[aws, bundle] = await Promise.all([startEmulatedAws(), buildBundle()])
  deployed = await deployLambda(aws, bundle.zip)
  lambda = new LambdaClient({ endpoint: aws.endpoint, region, credentials: dummyCredentials })
  shopper = await createShopper(deployed.url)
}, 120_000)
afterAll(async () => {
  lambda?.destroy()
  await aws?.[Symbol.asyncDispose]()
})

it('fits into what Lambda takes directly', () => {
  expect(bundle.zip.length).toBeLessThan(50 * 2 ** 20)
})

describe('a shopper', () => {
  it.each(Object.keys(steps) as StepName[])('%s', async (name) => {
    await steps[name](deployed.url, shopper)
  })
})

/** The next request meets a process that has just begun. */
async function startAnew(FunctionName: string, why: string) {
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))
  const Variables = { ...Environment?.Variables, STARTED_FOR: why }
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }))
}

const listed = (permissions: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(permissions).flatMap(([resource, actions]) =>
    actions.map((action) => `${resource} ${action}`),
  )

describe('each permission of the shop is needed', () => {
  it('and none is left out here', async () => {
    const policy = await openRolePolicy(aws.endpoint, deployed.role)
    policy.close()

    const deployedPermissions = policy.permissions().map(({ resource, action }) => `${resource} ${action}`)
    expect(deployedPermissions.toSorted()).toEqual(listed(wholeShopPermissions).toSorted())
    expect([...Object.keys(needed), ...notSeenHere].toSorted()).toEqual(deployedPermissions.toSorted())
  })

  it.each(Object.entries(needed))('%s', async (permission, { step, cold, shows }) => {
    const [resource = '', action = ''] = permission.split(' ')
    // A shopper of its own: what fails half way leaves something behind.
    const someone = await createShopper(deployed.url)
    const policy = await openRolePolicy(aws.endpoint, deployed.role)
    const startedAt = Date.now()

    const failure = await policy.without({ resource, action }, async () => {
      if (cold) await startAnew(deployed.shop, `without ${permission}`)
      return steps[step](deployed.url, someone).then(
        () => 'nothing failed',
        (error: Error) => error.message,
      )
    })
    policy.close()
    if (cold) await startAnew(deployed.shop, 'whole again')

    const told = shows ? failure : `${failure}\n${await readLog(aws.endpoint, startedAt)}`
    expect(failure).not.toBe('nothing failed')
    expect(told).toMatch(shows ?? new RegExp(`not authorized to perform: ${action}`))
  })
})

describe('the reminder, called by the schedule', () => {
  beforeEach(async () => {
    await createShopper(deployed.url)
  })

  const remind = async () => {
    const { Payload, FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: deployed.remind }))
    return { failed: FunctionError !== undefined, answer: Buffer.from(Payload ?? []).toString() }
  }

  it.each(listed(reminderPermissions))('needs %s', async (permission) => {
    const [resource = '', action = ''] = permission.split(' ')
    const policy = await openRolePolicy(aws.endpoint, deployed.remindRole)

    const { failed, answer } = await policy.without({ resource, action }, remind)
    policy.close()

    expect(failed).toBe(true)
    expect(answer).toContain(`not authorized to perform: ${action}`)
  })

  it('reminds of every cart that lies idle, once', async () => {
    const [first, second] = [await remind(), await remind()]

    expect(JSON.parse(first.answer).sent).toBeGreaterThan(0)
    expect(JSON.parse(second.answer)).toEqual({ sent: 0 })
  })
})
