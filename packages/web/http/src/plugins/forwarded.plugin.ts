import fp from 'fastify-plugin'

const standard = 'x-forwarded-proto'

/**
 * How a browser came, where not the nearest proxy knows it: CloudFront asks the balancer by http, so the balancer says
 * "http" of every request, and CloudFront's own header has the truth. Cookies with `Secure` depend on it.
 */
export const forwardedPlugin = fp(
  async (app, { header }: { header: string }) => {
    if (header === standard) return
    app.addHook('onRequest', (request, _reply, done) => {
      const protocol = request.headers[header]
      // Without that header nobody vouches for https, whatever the nearest proxy says.
      if (typeof protocol === 'string') request.headers[standard] = protocol
      else delete request.headers[standard]
      done()
    })
  },
  { name: 'forwarded' },
)
