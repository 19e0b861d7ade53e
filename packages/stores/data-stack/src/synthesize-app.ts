/**
 * The data stack by itself, for the laptop: a program of its own, run by `synthesizeDataStack`. On AWS the stack is part of
 * the app of apps/infra. The context value `protect` is "true" unless said otherwise.
 */
import { App, LegacyStackSynthesizer } from 'aws-cdk-lib'
import { DataStack } from './data-stack.ts'

const app = new App({ analyticsReporting: false })

new DataStack(app, 'UnstickyData', {
  description: 'Unsticky: everything that keeps state',
  protect: app.node.tryGetContext('protect') !== 'false',
  // No bootstrap bucket and no asset: this stack is a plain template that any CloudFormation can take.
  synthesizer: new LegacyStackSynthesizer(),
})

app.synth()
