import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fp from 'fastify-plugin'

/** `/openapi.json`, and a page at `/docs` to read it. */
export const openapiPlugin = fp(
  async (app) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Unsticky shop',
          version: '1',
          description:
            'One API for every version of the shop. Errors are RFC 9457 problems with a stable `code`.',
        },
        components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      },
    })
    await app.register(swaggerUi, {
      routePrefix: '/docs',
      // Its pictures are in its style sheet; scripts and styles are files of ours, nothing is inline.
      staticCSP:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      // Without the bar on top: its logo brings an inline style, and its box for other addresses is refused by the policy.
      uiConfig: { docExpansion: 'list', layout: 'BaseLayout' },
    })
    app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  },
  { name: 'openapi' },
)
