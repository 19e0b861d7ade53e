import { extension, type JsonObject } from './typed.ts'

const untrustedPrefixes = ['x-forwarded-', 'x-envoy-', 'x-instance']
const untrusted = [
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'x-user-id',
  'x-original-url',
  'x-rewrite-url',
]

/**
 * What clients say about themselves is thrown away before Envoy reads it: `use_remote_address` alone would append to a
 * forged X-Forwarded-For, and would obey x-envoy-… headers (repeat this POST, wait that long) of private networks.
 */
export const clientHeaders: JsonObject = {
  use_remote_address: true,
  // We write it ourselves, below: for a client on loopback Envoy would write the machine's address instead.
  skip_xff_append: true,
  early_header_mutation_extensions: [
    extension(
      'http.early_header_mutation.header_mutation',
      'extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation',
      { mutations: [...untrustedPrefixes.map(removePrefix), ...untrusted.map(remove)] },
    ),
  ],
}

/** What targets are told about the client, from the connection and nowhere else. For the virtual host. */
export const forwardedHeaders: JsonObject = {
  request_headers_to_add: [
    {
      header: { key: 'x-forwarded-for', value: '%DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT%' },
      append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
    },
  ],
  request_headers_to_remove: ['x-envoy-external-address', 'x-envoy-internal'],
}

function remove(name: string): JsonObject {
  return { remove: name }
}

function removePrefix(prefix: string): JsonObject {
  return { remove_on_match: { key_matcher: { prefix } } }
}
