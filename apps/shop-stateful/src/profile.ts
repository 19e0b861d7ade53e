/** The profile and its picture. The body of an upload is the picture itself, so there is no file name to be wary of. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Profile } from '@unsticky/accounts'
import {
  NotAPictureError,
  NotFoundError,
  NotSignedInError,
  profileChangeOf,
  redrawPicture,
  sendFile,
  WrongCredentialsError,
} from '@unsticky/http/edge'
import { operations } from '@unsticky/http/schemas'
import { newId } from '@unsticky/kernel'
import type { FastifyRequest } from 'fastify'
import { checkPassword, setPassword } from './accounts.ts'
import type { Routes } from './config.ts'
import { createCount, quarterMs } from './limits.ts'
import { liveUpdates } from './live-updates.ts'
import { forgetSession, requireAccount, sessionsOf } from './sessions.ts'
import { endTokensOf } from './tokens.ts'

// STATEFUL: a profile changed on this instance stays as it was on the others, and is gone after a restart.
export const profiles = new Map<string, Profile>()

const maxBytes = 5 * 1024 * 1024
const pictureTypes = ['image/png', 'image/jpeg', 'image/webp']

export const profileRoutes: Routes = async (app, config) => {
  const directory = join(config.SHOP_FILES_DIRECTORY, 'pictures')
  const fileOf = (pictureKey: string) => join(directory, `${pictureKey}.webp`)
  app.addContentTypeParser(pictureTypes, { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) =>
    done(null, body),
  )

  app.get('/api/profile', { schema: operations.readProfile }, async (request) => view(profileOf(request)))

  app.patch('/api/profile', { schema: operations.changeProfile }, async (request) =>
    view(changeProfile(request, profileChangeOf(request.body))),
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
      config: { takesRawBody: true, rateLimit: { max: config.UPLOADS_PER_ACCOUNT, timeWindow: quarterMs } },
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

/** Where an account is signed in, and the two ways to end that elsewhere. */
export const loginRoutes: Routes = async (app, config) => {
  const keyGenerator = (request: FastifyRequest) => `password of ${requireAccount(request)}`
  const countAttempt = createCount(app, [{ max: config.LOGIN_ATTEMPTS_PER_ACCOUNT, keyGenerator }])

  app.get('/api/profile/sessions', { schema: operations.listSessions }, async (request) => ({
    // Those that began on this instance; nobody here knows of the others.
    sessions: sessionsOf(requireAccount(request)).map(([id, { createdAt = 0, device = '' }]) => ({
      isThisOne: !request.headers.authorization && id === request.session.sessionId,
      startedAt: createdAt,
      device,
    })),
  }))

  app.post('/api/profile/sessions/end', { schema: operations.endOtherSessions }, async (request, reply) => {
    await assertPasswordOf(request, request.body.password)
    endOthers(request)
    return reply.code(204).send(null)
  })

  app.put('/api/profile/password', { schema: operations.changePassword }, async (request, reply) => {
    const { email } = await assertPasswordOf(request, request.body.password)
    await setPassword(email, request.body.newPassword)
    endOthers(request)
    return reply.code(204).send(null)
  })

  async function assertPasswordOf(request: FastifyRequest, password: string) {
    const profile = profiles.get(requireAccount(request))
    if (!profile) throw new NotSignedInError()
    await countAttempt(request)
    if (!(await checkPassword({ email: profile.email, password }))) throw new WrongCredentialsError()
    return profile
  }
}

/** A session on another instance goes on; this one cannot reach it. */
function endOthers(request: FastifyRequest) {
  const accountId = requireAccount(request)
  const kept = request.headers.authorization ? undefined : request.session.sessionId
  endTokensOf(accountId)
  for (const [sessionId] of sessionsOf(accountId)) {
    if (sessionId === kept) continue
    forgetSession(sessionId)
    liveUpdates.emit(`end of ${sessionId}`)
  }
}
