import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Template } from '@unsticky/data-stack'
import { inject } from 'vitest'

export const stackNames = [
  'UnstickyData',
  'UnstickyNetwork',
  'UnstickyArtifacts',
  'UnstickyStateless',
  'UnstickyStateful',
  'UnstickyLambda',
] as const

export type StackName = (typeof stackNames)[number]

export const templateFile = (name: StackName) => join(inject('assembly'), `${name}.template.json`)

export const readTemplate = (name: StackName) =>
  JSON.parse(readFileSync(templateFile(name), 'utf8')) as Template

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shape, one for each type
export type Properties = Readonly<Record<string, any>>

/** Every resource of a type, by its logical id. */
export function resourcesOf(template: Template, type: string): Readonly<Record<string, Properties>> {
  const found = Object.entries(template.Resources).filter(([, resource]) => resource.Type === type)
  return Object.fromEntries(found.map(([id, { Properties = {} }]) => [id, Properties]))
}

export const propertiesOf = (template: Template, type: string) => Object.values(resourcesOf(template, type))

/** The only resource of a type. */
export function only(template: Template, type: string): Properties {
  const found = propertiesOf(template, type)
  if (found.length !== 1) throw new Error(`The stack has ${found.length} resources of type ${type}, not one`)
  return found[0] as Properties
}
