/**
 * The CDK app, run by `cdk` (see cdk.json). Context: `protect` is "true" unless said otherwise, because what holds data is
 * protected by default; `imageTag` names the image of the shops, `bundleKey` the archive of the functions.
 */
import { App } from 'aws-cdk-lib'
import { createStacks } from './create-stacks.ts'

const app = new App({ analyticsReporting: false })
const context = (name: string) => app.node.tryGetContext(name)

createStacks(app, {
  protect: context('protect') !== 'false',
  imageTag: context('imageTag') ?? 'unset',
  bundleKey: context('bundleKey') ?? 'unset.zip',
})

app.synth()
