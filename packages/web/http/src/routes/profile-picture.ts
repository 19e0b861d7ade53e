import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NotAPictureError, NotFoundError } from '../errors.ts'
import { createSlots } from '../limits/slots.ts'
import { noStore } from '../no-store.ts'
import { redrawPicture } from '../picture.ts'
import { requireAccount } from '../plugins/visitor.plugin.ts'
import { PictureQuery } from '../schemas/accounts.ts'
import { Bytes, NoContent, problems, Redirect } from '../schemas/common.ts'
import { sendFile } from '../send-file.ts'

const maxBytes = 5 * 1024 * 1024
const tags = ['profile']
/** Bodies of up to 5 MB that one instance takes in at a time. */
const uploadsAtOnce = 8
const pictureTypes = ['image/png', 'image/jpeg', 'image/webp']

/** The profile picture: the body is the picture itself, so there is no file name to be wary of. */
export const profilePictureRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { shop } = app
  const uploads = createSlots({ size: uploadsAtOnce })
  app.addHook('onRequest', noStore)
  app.addContentTypeParser(pictureTypes, { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) =>
    done(null, body),
  )

  app.get(
    '/api/profile/picture',
    { schema: { tags, querystring: PictureQuery, response: { 200: Bytes, 302: Redirect, ...problems } } },
    async (request, reply) => {
      const file = await shop.picture(requireAccount(request))
      if (!file) throw new NotFoundError('picture')
      return sendFile(reply, file)
    },
  )

  app.put(
    '/api/profile/picture',
    {
      bodyLimit: maxBytes,
      config: { takesRawBody: true, limit: 'uploads' },
      // Before the body: nobody unknown gets to send 5 MB.
      onRequest: (request, reply, done) => {
        requireAccount(request)
        const giveBack = uploads.take()
        reply.raw.once('close', giveBack).once('finish', giveBack)
        done()
      },
      schema: {
        tags,
        description: `The body is the picture: ${pictureTypes.join(', ')}; at most 5 MB.`,
        response: { 204: NoContent, ...problems },
      },
    },
    async (request, reply) => {
      const accountId = requireAccount(request)
      if (!Buffer.isBuffer(request.body)) throw new NotAPictureError()
      await shop.changePicture(accountId, await redrawPicture(request.body))
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/profile/picture',
    { schema: { tags, response: { 204: NoContent, ...problems } } },
    async (request, reply) => {
      await shop.changePicture(requireAccount(request), undefined)
      return reply.code(204).send(null)
    },
  )
}
