export interface AwsClientBounds {
  /** Milliseconds until one attempt must have been answered. */
  readonly requestTimeoutMs?: number
}

/**
 * What every AWS client of the shop is made with. Region, credentials and endpoint come from the environment
 * (`AWS_REGION`, `AWS_ENDPOINT_URL`, …); these are the bounds, because the SDK's own default is to wait for ever.
 */
export function awsClientSettings({ requestTimeoutMs = 1000 }: AwsClientBounds = {}) {
  // Connections stay open between requests: a TLS handshake costs more than most of our requests.
  const agent = { keepAlive: true, maxSockets: 100 }
  return {
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 500,
      requestTimeout: requestTimeoutMs,
      // Without it the SDK writes a warning and goes on waiting.
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  }
}
