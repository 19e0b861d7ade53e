import {
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { dummyCredentials, region } from '@unsticky/local-cloud'

interface Statement {
  readonly Sid: string
  readonly Action: string | readonly string[]
}

/** A deployed role's policy for data: read as it is there, and changed for as long as something is tried. */
export async function openRolePolicy(endpoint: string, RoleName: string) {
  const iam = new IAMClient({ endpoint, region, credentials: dummyCredentials })
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }))
  // The other one lets the function write its log.
  const PolicyName = PolicyNames.find((name) => /RoleData[0-9A-F]{8}$/.test(name))
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
  const whole = JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: readonly Statement[] }
  return { permissions, without, close: () => iam.destroy() }

  /** Every action of every statement. */
  function permissions() {
    return whole.Statement.flatMap(({ Sid, Action }) =>
      [Action].flat().map((action) => ({ resource: Sid, action })),
    )
  }

  /** Runs something while one action is not allowed. */
  async function without<T>(
    { resource, action }: { resource: string; action: string },
    run: () => Promise<T>,
  ) {
    const left = whole.Statement.map((statement) =>
      statement.Sid === resource
        ? { ...statement, Action: [statement.Action].flat().filter((one) => one !== action) }
        : statement,
    ).filter(({ Action }) => Action.length > 0)
    try {
      await put({ ...whole, Statement: left })
      return await run()
    } finally {
      await put(whole)
    }
  }

  async function put(document: object) {
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: JSON.stringify(document) }),
    )
  }
}
