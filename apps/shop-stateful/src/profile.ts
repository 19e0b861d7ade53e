/** The profile and its picture. The body of an upload is the picture itself, so there is no file name to be wary of. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Profile } from '@unsticky/accounts'
import {
  NotAPictureError,
  NotFoundError,
  NotSignedInError,
  noStore,
  redrawPicture,
  sendFile,
} from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import { newId } from '@unsticky/kernel'
import type { FastifyRequest } from 'fastify'
import type { Config } from './config.ts'
import { requireAccount } from './sessions.ts'

// STATEFUL: a profile changed on this instance stays as it was on the others, and is gone after a restart.
export const profiles = new Map<string, Profile>()

const maxBytes = 5 * 1024 * 1024
const pictureTypes = ['image/png', 'image/jpeg', 'image/webp']

export const profileRoutes: FastifyPluginAsyncTypebox<Config> = async (app, config) => {
  const directory = join(config.SHOP_FILES_DIRECTORY, 'pictures')
  const fileOf = (pictureKey: string) => join(directory, `${pictureKey}.webp`)
  app.addHook('onRequest', noStore)
  app.addContentTypeParser(pictureTypes, { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) =>
    done(null, body),
  )

  app.get('/api/profile', { schema: operations.readProfile }, async (request) => view(profileOf(request)))

  app.patch('/api/profile', { schema: operations.changeProfile }, async (request) =>
    view(changeProfile(request, request.body)),
  )

  app.get('/api/profile/picture', { schema: operations.readPicture }, async (request, reply) => {
    const { pictureKey } = profileOf(request)
    if (!pictureKey) throw new NotFoundError('picture')
    const bytes = await readFile(fileOf(pictureKey))
    return sendFile(reply, { kind: 'bytes', bytes, contentType: 'image/webp' })
  })

  app.put(
    '/api/profile/picture',
    {
      // Before the body is taken in: five megabytes of nobody.
      onRequest: async (request) => void requireAccount(request),
      bodyLimit: maxBytes,
      config: { takesRawBody: true },
      schema: operations.changePicture,
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new NotAPictureError()
      const picture = await redrawPicture(request.body)
      const pictureKey = newId('picture', Date.now)
      await mkdir(directory, { recursive: true })
      // STATEFUL: the file lies on this server's disk; the other instances cannot read it.
      await writeFile(fileOf(pictureKey), picture.bytes)
      await replacePicture(request, pictureKey)
      return reply.code(204).send(null)
    },
  )

  app.delete('/api/profile/picture', { schema: operations.removePicture }, async (request, reply) => {
    await replacePicture(request, undefined)
    return reply.code(204).send(null)
  })

  async function replacePicture(request: FastifyRequest, pictureKey: string | undefined) {
    const { pictureKey: old } = profileOf(request)
    changeProfile(request, { pictureKey })
    if (old) await rm(fileOf(old), { force: true })
  }
}

function profileOf(request: FastifyRequest): Profile {
  const profile = profiles.get(requireAccount(request))
  if (!profile) throw new NotSignedInError()
  return profile
}

function changeProfile(request: FastifyRequest, change: Partial<Profile>) {
  const profile = { ...profileOf(request), ...change, updatedAt: Date.now() }
  profiles.set(profile.accountId, profile)
  return profile
}

const view = ({ pictureKey, ...profile }: Profile) => ({ ...profile, hasPicture: pictureKey !== undefined })
