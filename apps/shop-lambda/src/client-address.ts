/** The part of an HTTP API's event (payload 2.0) that says who asked. */
interface HttpEvent {
  readonly headers: Readonly<Record<string, string>>
  readonly requestContext: { readonly http: { readonly sourceIp: string } }
}

/**
 * The address that the API itself saw, as the only one that was ever forwarded: what a client wrote into X-Forwarded-For
 * reaches nobody. The API takes https only.
 */
export function withClientAddress<Event extends HttpEvent>(event: Event): Event {
  const seen = {
    'x-forwarded-for': event.requestContext.http.sourceIp,
    'x-forwarded-proto': 'https',
  }
  return { ...event, headers: { ...event.headers, ...seen } }
}
