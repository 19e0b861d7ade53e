import { readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { makeSessionFolder, openStore, session } from '../testing/session-folder.ts'
import { sessionPath } from './session-path.ts'

const corpus = [
  '',
  '.',
  '..',
  '................',
  '../victim.json',
  '../../victim.json',
  '../../../../../../etc/passwd',
  '..\\..\\..\\..\\windows\\system32',
  '/etc/passwd/etc/passwd',
  'C:\\Windows\\win.ini',
  '//server/share/session',
  '~/.ssh/authorized_keys',
  'aaaaaaaaaaaaaaaa/../../victim.json',
  'aaaaaaaaaaaaaaaa\0.json',
  'aaaaaaaaaaaaaaaa\n',
  '..%2f..%2f..%2fvictim.json',
  '%2e%2e%2f%2e%2e%2fvictim.json',
  '..%252f..%252fvictim.json',
  '%c0%ae%c0%ae/victim.json',
  '．．／．．／victim.json',
  'aaaaaaaaaaaaaaaa.json',
  'aaaaaaaaaaaaaaaa:stream',
  'aaaaaaaaaaaaaaaa ',
  '$(touch victim.json)',
  '.last-clean-up/././.',
  'x'.repeat(129),
  'x'.repeat(100_000),
  'é'.repeat(20),
]

it.each(corpus)('finds, writes and ends nothing under the id %j', async (id) => {
  await using place = await makeSessionFolder()
  const sessions = openStore(place)
  const victim = join(place.around, 'victim.json')
  await writeFile(victim, JSON.stringify(session))
  const before = await place.list()

  expect(await sessions.get(id)).toBeNull()
  await expect(sessions.set(id, session)).rejects.toThrow('not the id of a session')
  await sessions.destroy(id)

  expect(await place.list()).toEqual(before)
  expect(await readFile(victim, 'utf8')).toBe(JSON.stringify(session))
})

it.each(corpus)('would stay in the folder even if nobody had looked at the id %j', (id) => {
  const { path } = sessionPath('/mnt/sessions', id)

  expect(relative('/mnt/sessions', path)).toMatch(/^([0-9a-f]{2})\/\1[0-9a-f]{62}$/)
})

it('keeps ids apart that differ in upper and lower case, also where file names do not', () => {
  const [lower, upper] = ['abcdefghijklmnop', 'ABCDEFGHIJKLMNOP'].map((id) => sessionPath('/mnt', id).path)

  expect(lower?.toLowerCase()).not.toBe(upper?.toLowerCase())
})
