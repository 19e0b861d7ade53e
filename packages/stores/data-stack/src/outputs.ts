/** What the data stack tells about itself: the CloudFormation output names that the shop's settings are made from. */
export const dataOutputNames = [
  'CatalogTable',
  'CartsTable',
  'ProfilesTable',
  'OrdersTable',
  'OperationsTable',
  'SessionsTable',
  'FilesBucket',
  'UserPoolId',
  'UserPoolClientId',
  'CookieKeysSecret',
  'ValkeySessionsSecret',
  'ValkeyCartsSecret',
] as const

export type DataOutputName = (typeof dataOutputNames)[number]

export type DataOutputs = Readonly<Record<DataOutputName, string>>

/** Thrown when a deployed stack lacks an output: it was deployed from another version of this app. */
export class MissingOutputError extends Error {}

/** Checks that every output is there. Throws `MissingOutputError` otherwise. */
export function asDataOutputs(found: Readonly<Record<string, string | undefined>>): DataOutputs {
  const missing = dataOutputNames.filter((name) => !found[name])
  if (missing.length > 0) throw new MissingOutputError(`The data stack has no output ${missing.join(', ')}`)
  return Object.fromEntries(dataOutputNames.map((name) => [name, found[name]])) as DataOutputs
}
