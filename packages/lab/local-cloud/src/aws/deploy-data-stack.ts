import { randomBytes } from 'node:crypto'
import { asDataOutputs, type DataOutputs, type Template } from '@unsticky/data-stack'
import { deployStack } from './deploy-stack.ts'

/** Creates the data stack at `endpoint` under a name of its own and returns its outputs. */
export async function deployDataStack(template: Template, endpoint: string): Promise<DataOutputs> {
  const stackName = `Unsticky-${randomBytes(4).toString('hex')}`
  return asDataOutputs(await deployStack(template, { endpoint, stackName }))
}
