export {
  asDataOutputs,
  type DataOutputName,
  type DataOutputs,
  dataOutputNames,
  MissingOutputError,
} from './outputs.ts'
export { synthesizeDataStack, type Template, type TemplateResource } from './synthesize.ts'
