import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Profile } from '@unsticky/accounts'
import type { AccountId } from '@unsticky/kernel'
import { NotSignedInError } from '../errors.ts'
import { noStore } from '../no-store.ts'
import { requireAccount } from '../plugins/visitor.plugin.ts'
import { profileChangeOf } from '../profile-change.ts'
import * as schema from '../schemas/accounts.ts'
import { problems } from '../schemas/common.ts'

const tags = ['profile']

export const profileRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { shop } = app
  const response = { 200: schema.ProfileSchema, ...problems }
  app.addHook('onRequest', noStore)

  app.get('/api/profile', { schema: { tags, response } }, async (request) =>
    view(await load(requireAccount(request))),
  )

  app.patch(
    '/api/profile',
    { schema: { tags, body: schema.ProfileChangeSchema, response } },
    async (request) => {
      const changed = await shop.changeProfile(requireAccount(request), profileChangeOf(request.body))
      if (!changed) throw new NotSignedInError()
      return view(changed)
    },
  )

  async function load(accountId: AccountId) {
    const profile = await shop.profile(accountId)
    // An account without a profile is an account that is gone: its session is worth nothing any more.
    if (!profile) throw new NotSignedInError()
    return profile
  }
}

const view = ({ pictureKey, ...profile }: Profile) => ({ ...profile, hasPicture: pictureKey !== undefined })
