import { Readable } from 'node:stream'
import fp from 'fastify-plugin'

/**
 * A HEAD gets the headers of a GET and nothing of its body. Fastify reads a stream to its end and throws it away; one
 * that has no end would be read for ever, with nobody there. So no stream is read at all.
 */
export const headPlugin = fp(
  async (app) => {
    app.addHook('onSend', (request, _reply, payload, done) => {
      if (request.method !== 'HEAD' || !(payload instanceof Readable)) return done(null, payload)
      payload.destroy()
      done(null, '')
    })
  },
  { name: 'head' },
)
