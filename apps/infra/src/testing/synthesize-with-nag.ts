/** Writes every template, and what cdk-nag says of them, into the folder that is its argument. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { createStacks } from '../create-stacks.ts'

const outdir = process.argv[2] ?? ''
const app = new App({ analyticsReporting: false, outdir })
createStacks(app, { protect: true, imageTag: 'test', bundleKey: 'test.zip' })
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
try {
  app.synth()
} catch (error) {
  // Findings end in an error; the report says which, and the test compares them with those that were accepted.
  if (!existsSync(join(outdir, 'validation-report.json'))) throw error
}
