import type { Variant } from './cost.ts'

/** One thing that is done; `command` is what runs, as a user could type it. */
export interface DeployStep {
  readonly what: string
  readonly command: readonly string[]
}

const stackOf = {
  stateless: 'UnstickyStateless',
  stateful: 'UnstickyStateful',
  lambda: 'UnstickyLambda',
} as const

interface PlanOptions {
  readonly variants: readonly Variant[]
  readonly context: Readonly<Record<string, string>>
}

const cdk = (...args: readonly string[]) => ['cdk', ...args]

const contextArgs = (context: Readonly<Record<string, string>>) =>
  Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`])

/** What must be there before anything is built for it. */
export function planGround({ variants, context }: PlanOptions): readonly DeployStep[] {
  const needsNetwork = variants.some((variant) => variant !== 'lambda')
  const stacks = ['UnstickyData', 'UnstickyArtifacts', ...(needsNetwork ? ['UnstickyNetwork'] : [])]
  return [
    { what: 'prepare the account for CDK', command: cdk('bootstrap') },
    {
      what: 'tables, users, secrets; places for images and bundles',
      command: cdk('deploy', ...stacks, ...deployArgs(context)),
    },
  ]
}

/** The shops themselves, once their image and bundle are there. */
export function planShops({ variants, context }: PlanOptions): readonly DeployStep[] {
  return variants.map((variant) => ({
    what: `the ${variant} shop`,
    command: cdk('deploy', stackOf[variant], '--exclusively', ...deployArgs(context)),
  }))
}

/** In the order in which nothing is taken away that something else stands on. */
export function planDestroy({ variants, context }: PlanOptions): readonly DeployStep[] {
  const isAll = variants.length === Object.keys(stackOf).length
  const shops = variants.map((variant) => stackOf[variant])
  const ground = isAll ? ['UnstickyNetwork', 'UnstickyArtifacts', 'UnstickyData'] : []
  return [...shops, ...ground].map((stack) => ({
    what: `destroy ${stack}`,
    command: cdk('destroy', stack, '--exclusively', '--force', ...contextArgs(context)),
  }))
}

const deployArgs = (context: Readonly<Record<string, string>>) => [
  '--require-approval',
  'never',
  '--outputs-file',
  'cdk.out/outputs.json',
  ...contextArgs(context),
]
