#!/usr/bin/env node
/** `pnpm destroy:aws`: empties what must be empty, and takes the stacks away again. */
import { emptyBucket } from './buckets.ts'
import { assertAccount, CannotBeginError, type DeployOptions, isAgreed, readOptions } from './command-line.ts'
import { outputsOf } from './outputs.ts'
import { planDestroy } from './plan.ts'
import { runStep } from './run-step.ts'

const everything: DeployOptions['shops'] = ['stateless', 'stateful', 'lambda']

const options = readOptions(
  'destroy:aws',
  'Takes shops away; with --shops stateless,stateful,lambda also their data, network, images and user pool.',
)
try {
  await destroy(options)
} catch (error) {
  if (!(error instanceof CannotBeginError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function destroy({ shops, dryRun, yes, protect }: DeployOptions) {
  const steps = planDestroy({ variants: shops, context: { protect: String(protect) } })
  const isAll = shops.length === everything.length
  for (const { what } of steps) console.error(`── ${what}`)
  if (isAll) console.error('── empty the buckets of pictures, receipts, bundles and assets: gone for good')
  if (dryRun) return console.error('Nothing was destroyed.')
  await assertAccount()
  if (!yes && !(await isAgreed('What is destroyed does not come back.'))) {
    console.error('Nothing was done.')
    return
  }
  if (isAll) await emptyBuckets()
  for (const step of steps) await runStep(step)
}

async function emptyBuckets() {
  const [data, artifacts] = await Promise.all([outputsOf('UnstickyData'), outputsOf('UnstickyArtifacts')])
  for (const bucket of [data?.FilesBucket, artifacts?.BundlesBucket, artifacts?.AssetsBucket]) {
    if (bucket) console.error(`   ${await emptyBucket(bucket)} files in ${bucket}`)
  }
}
