/** Small apps, each with one kind of state, or none: the probe starts them as processes and says what it saw. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProbeFolder, summaryOf } from './testing/probe-app.ts'

vi.setConfig({ testTimeout: 300_000 })
let probed: ReturnType<typeof createProbeFolder>
beforeEach(() => {
  probed = createProbeFolder()
})
afterEach(() => probed[Symbol.dispose]())

const logIn = { name: 'log in', method: 'POST', path: '/login', json: { user: 'ada-{{$unique}}' } }
const picture = { method: 'PUT', path: '/picture', base64: 'iVBORw0KGgo=' }

describe('an app with everything in memory (CommonJS)', () => {
  const steps = [
    { path: '/' },
    logIn,
    { path: '/me' },
    { method: 'POST', path: '/cart', json: { product: 'tea' } },
    { path: '/cart' },
    { method: 'POST', path: '/orders', json: {} },
    { method: 'POST', path: '/notes', text: 'hello' },
    { path: '/notes' },
    picture,
    { path: '/picture' },
  ]

  it('shows session, data, number, file and timer, each with its line where the hook or the static part knows it', async () => {
    for (const name of ['a', 'b']) mkdirSync(join(probed.folder, name))
    const disk = `DISK=${probed.folder}/{instance}`

    const { findings } = await probed.run('in-memory.cjs', {
      steps,
      args: ['--env', disk, '--restarts', '1'],
    })

    expect(summaryOf(findings)).toEqual([
      'session-store breaks',
      'module-state breaks',
      'sequence breaks',
      'local-file breaks in-memory.cjs:45',
      'scheduler check in-memory.cjs:12',
    ])
    const [session, notes, , file] = findings
    expect(session?.observed?.find(({ step }) => step === 'GET /me')).toMatchObject({
      request: 'GET /me',
      a: '200',
      b: '401',
      afterRestart: '401',
    })
    expect(notes?.observed?.[0]).toMatchObject({ a: '200, $ = 1 entries', b: '200, $ = 0 entries' })
    expect(file?.message).toContain('picture.png')
  })

  it('joins with the static part: confirmed at run time, with its place', async () => {
    const { findings, summary } = await probed.run('in-memory.cjs', {
      steps: [logIn, { path: '/me' }, { method: 'POST', path: '/orders', json: {} }],
      args: ['--static', join(import.meta.dirname, 'testing/apps')],
    })

    expect(summaryOf(findings)).toEqual([
      'session-store breaks in-memory.cjs:7',
      'sequence breaks in-memory.cjs:9',
      'scheduler check in-memory.cjs:12',
    ])
    expect(findings[0]?.message).toContain('confirmed at run time')
    expect(findings[0]?.confirms).toMatch(/^[0-9a-f]{12}/)
    expect(summary.notes.join('\n')).toContain('more places that this scenario did not show')
  })
})

it('finds nothing in an app that keeps nothing (ES module), although each read changes what is stored', async () => {
  const { folder } = probed

  const { findings, summary } = await probed.run('shared-store.mjs', {
    steps: [
      { path: '/' },
      logIn,
      { path: '/me' },
      { method: 'POST', path: '/cart', json: {} },
      { path: '/me' },
    ],
    args: ['--env', `SHARED=${folder}/efs`, '--shared', `${folder}/efs`, '--sessions', '80'],
  })

  expect(summaryOf(findings)).toEqual([])
  expect(summary.probe?.experiments).toContain('memory over 80 sessions')
})

it('takes the same app for stateful once its folder is no shared one', async () => {
  const { findings } = await probed.run('shared-store.mjs', {
    steps: [logIn, { method: 'POST', path: '/cart', json: {} }, { path: '/me' }],
    args: ['--env', `SHARED=${probed.folder}/disk-{instance}`],
  })

  expect(summaryOf(findings)).toEqual(['local-file breaks shared-store.mjs:29'])
  expect(findings[0]?.observed?.[0]?.afterRestart).toBe('the same')
})

it('tells sessions in files of one machine from sessions in memory', async () => {
  const { findings } = await probed.run('file-session.mjs', {
    steps: [{ path: '/' }, { method: 'POST', path: '/login' }, { name: 'home', path: '/' }],
    args: ['--env', `SESSIONS=${probed.folder}/{instance}`],
  })

  expect(summaryOf(findings)).toEqual(['session-store breaks', 'local-file breaks file-session.mjs:14'])
  expect(findings[0]?.observed?.[0]).toMatchObject({
    a: '200, Hello ada',
    b: '200, Hello stranger',
    afterRestart: 'the same',
  })
})

it('names the line that makes a secret at boot where a token of A is refused by B', async () => {
  const { findings } = await probed.run('boot-secret.mjs', {
    steps: [
      { method: 'POST', path: '/token', capture: { token: { json: '$.token' } } },
      { path: '/me', headers: { authorization: 'Bearer {{token}}' } },
    ],
  })

  expect(summaryOf(findings)).toEqual(['per-boot-secret breaks boot-secret.mjs:5'])
})

it('replays a recording with the tokens of the new answers', async () => {
  const url = 'http://localhost:3000'
  const har = join(probed.folder, 'visit.har')
  const entries = [
    {
      request: { method: 'POST', url: `${url}/token`, headers: [] },
      response: { status: 200, headers: [], content: { text: '{"token":"recorded-1"}' } },
    },
    {
      request: {
        method: 'GET',
        url: `${url}/me`,
        headers: [{ name: 'Authorization', value: 'Bearer recorded-1' }],
      },
      response: { status: 200, headers: [] },
    },
  ]
  writeFileSync(har, JSON.stringify({ log: { entries } }))

  const { findings } = await probed.run('boot-secret.mjs', { har })

  expect(summaryOf(findings)).toEqual(['per-boot-secret breaks boot-secret.mjs:5'])
})

it('counts what a session leaves behind, and says that the app ignores SIGTERM', async () => {
  const { findings, summary } = await probed.run('leaking.cjs', {
    steps: [{ path: '/visit' }],
    args: ['--sessions', '80', '--restarts', '0'],
  })

  expect(summaryOf(findings)).toEqual(['module-state degrades'])
  expect(Number(/about (\d+) bytes/.exec(findings[0]?.message ?? '')?.[1])).toBeGreaterThan(6000)
  expect(summary.notes.join('\n')).toContain('SIGTERM')
})
