import { ConfigurationError } from '@unsticky/aws-client'

/** Throws `ConfigurationError`, which names the secret and nothing of its content: errors are logged. */
export function parseSecret(secretId: string, text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    // No cause: the parser's message quotes the text.
    throw new ConfigurationError(`The secret ${secretId} is not JSON`)
  }
}

/** Long enough to sign with: the session cookie's own minimum. */
const minKeyLength = 32

/** The keys in a secret of the shape `{"keys": ["…"]}`, newest first. Throws `ConfigurationError`. */
export function keysIn(secretId: string, text: string | undefined): readonly string[] {
  const { keys } = (parseSecret(secretId, text) ?? {}) as { keys?: unknown }
  if (Array.isArray(keys) && keys.length > 0 && keys.every(isLongEnough)) return keys
  throw new ConfigurationError(
    `The secret ${secretId} has another shape than {"keys": ["…"]} with keys of at least ${minKeyLength} characters`,
  )
}

const isLongEnough = (key: unknown) => typeof key === 'string' && key.length >= minKeyLength
