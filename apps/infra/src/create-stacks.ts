import { DataStack } from '@unsticky/data-stack/cdk'
import { type App, DefaultStackSynthesizer } from 'aws-cdk-lib'
import { ArtifactsStack } from './artifacts-stack.ts'
import { LambdaStack } from './lambda-stack.ts'
import { NetworkStack } from './network-stack.ts'
import { StatefulStack } from './stateful-stack.ts'
import { StatelessStack } from './stateless-stack.ts'

export interface StackSettings {
  /** Deletion protection, and data that outlives its stack. */
  readonly protect: boolean
  /** Tag of the image that `deploy:aws` has pushed. */
  readonly imageTag: string
  /** S3 key of the bundle that `deploy:aws` has uploaded. */
  readonly bundleKey: string
}

/** Every stack of the shop. Each can be deployed by itself together with what it stands on. */
export function createStacks(app: App, { protect, imageTag, bundleKey }: StackSettings) {
  const common = () => ({
    // Plain templates: nothing but the template itself is uploaded, so any CloudFormation can take them.
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  })
  const data = new DataStack(app, 'UnstickyData', {
    ...common(),
    protect,
    description: 'Unsticky: everything that keeps state',
  })
  const network = new NetworkStack(app, 'UnstickyNetwork', {
    ...common(),
    description: 'Unsticky: a network without a way out',
  })
  const artifacts = new ArtifactsStack(app, 'UnstickyArtifacts', {
    ...common(),
    description: 'Unsticky: images, bundles and the user interface',
  })
  const shops = { network, artifacts, imageTag }
  const stateless = new StatelessStack(app, 'UnstickyStateless', {
    ...common(),
    ...shops,
    data,
    description: 'Unsticky: the stateless shop, a service for each part',
  })
  const stateful = new StatefulStack(app, 'UnstickyStateful', {
    ...common(),
    ...shops,
    description: 'Unsticky: the stateful shop, behind sticky sessions',
  })
  const lambda = new LambdaStack(app, 'UnstickyLambda', {
    ...common(),
    data,
    artifacts,
    bundleKey,
    description: 'Unsticky: the stateless shop without a server',
  })
  return { data, network, artifacts, stateless, stateful, lambda }
}
