import { expectedEnvExample, readEnvExample } from '@unsticky/http/testing'
import { expect, it } from 'vitest'
import { loadConfig, ownSettings } from './config.ts'

it('.env.example shows every setting, each with its default, and nothing else', () => {
  const shown = readEnvExample(new URL('../.env.example', import.meta.url))

  expect(shown).toEqual(expectedEnvExample(ownSettings, shown))
})

/** What every store needs: all that has no default, but for the SDK's own. */
const given = Object.fromEntries(
  Object.entries(ownSettings).flatMap(([name, schema]) =>
    'default' in schema || name.startsWith('AWS_') ? [] : [[name, 'given']],
  ),
)

it.each([
  [{}, 'elasticache'],
  [{ SHOP_SESSION_STORE: 'memorydb' }, 'memorydb'],
  [{ SHOP_SESSION_STORE: 'dynamodb', SHOP_SESSIONS_TABLE: 'sessions' }, 'dynamodb'],
  [{ SHOP_SESSION_STORE: 'efs', SHOP_SESSIONS_FOLDER: '/mnt/efs/sessions' }, 'efs'],
])('takes %j for sessions in %s', (settings, store) => {
  expect(loadConfig({ ...given, ...settings })).toMatchObject({
    SHOP_SESSION_STORE: store,
  })
})

it('takes no cart in a session that the plugin would not store', () => {
  const settings = { ...given, SHOP_CART_STORE: 'session' }

  expect(loadConfig(settings).SESSION_PLUGIN).toBe('fastify-session')
  expect(() => loadConfig({ ...settings, SESSION_PLUGIN: 'lean' })).toThrow('SESSION_PLUGIN=fastify-session')
})

it.each([
  ['dynamodb', 'SHOP_SESSIONS_TABLE'],
  ['efs', 'SHOP_SESSIONS_FOLDER'],
  ['memory', 'SHOP_SESSION_STORE'],
])('names what is missing for sessions in %s', (SHOP_SESSION_STORE, missing) => {
  expect(() => loadConfig({ ...given, SHOP_SESSION_STORE })).toThrow(missing)
})
