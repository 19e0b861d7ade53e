/** Envoy configuration is JSON; its schema is Envoy's own, which refuses unknown fields at start. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** A message of a named protobuf type, as Envoy's `typed_config` fields want it. */
export function typed(type: string, fields: JsonObject = {}): JsonObject {
  return { '@type': `type.googleapis.com/envoy.${type}`, ...fields }
}

/** An extension: its registered name and its configuration. */
export function extension(name: string, type: string, fields: JsonObject = {}): JsonObject {
  return { name: `envoy.${name}`, typed_config: typed(type, fields) }
}
