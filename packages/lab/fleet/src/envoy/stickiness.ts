import { stickinessCookie } from '../settings.ts'
import { extension, type JsonObject } from './typed.ts'

/**
 * The first answer sets a cookie that names the target; later requests with it go there. Not strict: when that target
 * is unhealthy or gone the request goes to another, and the answer moves the cookie.
 */
export const stickiness: JsonObject = extension(
  'filters.http.stateful_session',
  'extensions.filters.http.stateful_session.v3.StatefulSession',
  {
    session_state: extension(
      'http.stateful_session.cookie',
      'extensions.http.stateful_session.cookie.v3.CookieBasedSessionState',
      // No lifetime: the cookie ends with the browser session, as the ALB's may.
      { cookie: { name: stickinessCookie, path: '/', attributes: [{ name: 'SameSite', value: 'Lax' }] } },
    ),
  },
)
