#!/usr/bin/env node
/** `pnpm deploy:aws`: says what it will do and cost, asks, deploys, and prints where the shops are. */
import { fileURLToPath } from 'node:url'
import { buildBundle } from '@unsticky/shop-lambda/bundle'
import { uploadAssets, uploadBundle } from './buckets.ts'
import { assertAccount, CannotBeginError, type DeployOptions, isAgreed, readOptions } from './command-line.ts'
import { describeCost } from './cost.ts'
import { findEngine, imageTag, pushImage } from './image.ts'
import { outputsOf } from './outputs.ts'
import { planGround, planShops } from './plan.ts'
import { runStep } from './run-step.ts'

const seedProgram = fileURLToPath(new URL('../../../shop-stateless/src/testing/seed.ts', import.meta.url))

const options = readOptions('deploy:aws', 'Deploys the shops to AWS, into the account of your credentials.')
try {
  await deploy(options)
} catch (error) {
  if (!(error instanceof CannotBeginError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function deploy({ shops, dryRun, yes, protect }: DeployOptions) {
  const context = { protect: String(protect) }
  console.error(describeCost(shops))
  if (dryRun) return sayWhat({ shops, context })
  await assertAccount()
  const needsImage = shops.some((shop) => shop !== 'lambda')
  const engine = needsImage ? findEngine() : undefined
  const tag = needsImage ? imageTag() : 'unset'
  if (!yes && !(await isAgreed('This costs money until `pnpm destroy:aws`.'))) {
    console.error('Nothing was done.')
    return
  }
  for (const step of planGround({ variants: shops, context })) await runStep(step)
  const artifacts = (await outputsOf('UnstickyArtifacts')) ?? {}
  if (engine) await pushImage(engine, { uri: artifacts.ImagesUri ?? '', tag })
  await uploadAssets(artifacts.AssetsBucket ?? '')
  const bundle = shops.includes('lambda') ? await buildBundle() : undefined
  if (bundle) await uploadBundle(artifacts.BundlesBucket ?? '', bundle)
  await seedCatalogue()
  const built = { ...context, imageTag: tag, bundleKey: bundle?.key ?? 'unset.zip' }
  for (const step of planShops({ variants: shops, context: built })) await runStep(step)
  await sayWhere()
}

/** The commands, and the check of all templates that needs no account. */
async function sayWhat({
  shops,
  context,
}: {
  shops: DeployOptions['shops']
  context: Record<string, string>
}) {
  const steps = [...planGround({ variants: shops, context }), ...planShops({ variants: shops, context })]
  for (const { what, command } of steps) console.error(`\n── ${what}\n   ${command.join(' ')}`)
  await runStep({ what: 'check the templates', command: ['cdk', 'synth', '--quiet'] })
  console.error('\nThe templates are whole. Nothing was deployed.')
}

async function seedCatalogue() {
  const { CatalogTable = '' } = (await outputsOf('UnstickyData')) ?? {}
  process.env.SHOP_CATALOG_TABLE = CatalogTable
  await runStep({ what: 'put the demo catalogue into its table', command: [process.execPath, seedProgram] })
}

async function sayWhere() {
  for (const stack of ['UnstickyStateless', 'UnstickyStateful', 'UnstickyLambda']) {
    const outputs = await outputsOf(stack)
    if (outputs?.Address) console.log(`${stack}: ${outputs.Address}`)
  }
}
