import { describe, expect, it } from 'vitest'
import type { Answer } from '../http/send.ts'
import { differencesOf, noiseOf } from './differences.ts'

const answer = (
  body: unknown,
  { status = 200, type = 'application/json', ...headers }: Record<string, string | number> = {},
): Answer => ({
  status: Number(status),
  headers: { 'content-type': String(type), ...(headers as Record<string, string>) },
  setCookies: [],
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})
const keysOf = (left: Answer, right: Answer, noise = new Set<string>() as ReadonlySet<string>) =>
  differencesOf(left, right, noise).map(({ key }) => key)

describe('two answers', () => {
  it('differ by paths of JSON, and not by what differs in the control', () => {
    const noise = noiseOf(answer({ lines: [{ id: 1, at: 5 }] }), answer({ lines: [{ id: 1, at: 6 }] }))

    expect([...noise]).toEqual(['json:$.lines[*].at'])
    expect(
      keysOf(answer({ lines: [{ id: 1, at: 7 }] }), answer({ lines: [{ id: 2, at: 8 }] }), noise),
    ).toEqual(['json:$.lines[*].id'])
    expect(keysOf(answer({ lines: [1] }), answer({ lines: [] }))).toEqual(['json:$.lines'])
  })

  it('differ by the text of a page that is seen, and not by scripts, hidden fields and spaces', () => {
    const page = (name: string, token: string) =>
      answer(
        `<html><head><title>${token}</title></head><p>Hello\n  ${name}</p><input type="hidden" value="${token}"><script>${token}</script></html>`,
        { type: 'text/html' },
      )

    expect(keysOf(page('ada', 'x'), page('ada', 'y'))).toEqual([])
    expect(differencesOf(page('ada', 'x'), page('you', 'x'))).toEqual([
      { key: 'text:0', left: 'Hello ada', right: 'Hello you' },
    ])
  })

  it('differ by status and by where they send the visitor, whatever the host', () => {
    const first = answer('', { status: 302, location: 'http://localhost:1/home' })

    expect(keysOf(first, answer('', { status: 302, location: 'http://localhost:2/home' }))).toEqual([])
    expect(keysOf(first, answer('', { status: 302, location: '/login' }))).toEqual(['location'])
    expect(keysOf(first, answer('', { status: 200 }))).toEqual(['status', 'location'])
  })

  it('differ as a whole where the control differs as a whole', () => {
    const noise = noiseOf(answer('one\ntwo', { type: 'text/plain' }), answer('one', { type: 'text/plain' }))

    expect(keysOf(answer('a', { type: 'text/plain' }), answer('b', { type: 'text/plain' }), noise)).toEqual(
      [],
    )
  })
})
