import { Ajv2020 } from 'ajv/dist/2020.js'
import schema from './compare.schema.json' with { type: 'json' }
import type { CompareJson } from './compare.ts'

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile<CompareJson>(schema)

/** Throws, naming every place, unless the value is a compare.json of schema 1. */
export function assertCompareJson(value: unknown): asserts value is CompareJson {
  if (validate(value)) return
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  )
  throw new Error(`This is no compare.json of schema 1: ${problems.join('; ')}`)
}
