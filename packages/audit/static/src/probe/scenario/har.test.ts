import { describe, expect, it } from 'vitest'
import { parseHar } from './har.ts'

const header = (name: string, value: string) => ({ name, value })
const html = (text: string) => ({ mimeType: 'text/html', text })
const json = (value: unknown) => ({ mimeType: 'application/json', text: JSON.stringify(value) })

const visit = [
  {
    request: {
      method: 'GET',
      url: 'https://shop.example/login',
      headers: [header('Cookie', 'sid=old'), header(':authority', 'x')],
    },
    response: {
      status: 200,
      headers: [],
      content: html('<input type="hidden" name="_csrf" value="tok-123456">'),
    },
  },
  {
    _resourceType: 'stylesheet',
    request: { method: 'GET', url: 'https://shop.example/a.css', headers: [] },
    response: { status: 200, headers: [], content: { mimeType: 'text/css' } },
  },
  {
    request: { method: 'POST', url: 'https://tracker.example/hit', headers: [] },
    response: { status: 204, headers: [] },
  },
  {
    request: {
      method: 'POST',
      url: 'https://shop.example/login',
      headers: [header('Origin', 'https://shop.example')],
      postData: { mimeType: 'application/x-www-form-urlencoded', text: '_csrf=tok-123456&user=ada1' },
    },
    response: { status: 302, headers: [header('Location', '/')] },
  },
  {
    request: {
      method: 'POST',
      url: 'https://shop.example/api/todos',
      headers: [],
      postData: { mimeType: 'application/json', text: '{"title":"tea","owner":"ada1"}' },
    },
    response: { status: 201, headers: [], content: json({ todo: { id: 17, owner: 'ada1' } }) },
  },
  {
    request: {
      method: 'GET',
      url: 'https://shop.example/api/todos/17?owner=ada1',
      headers: [header('If-None-Match', 'x')],
    },
    response: { status: 304, headers: [] },
  },
]

describe('a recording', () => {
  const { scenario, notes } = parseHar({ log: { entries: visit } }, { file: 'visit.har' })

  it('becomes steps against the app that is started, without assets and other hosts', () => {
    expect(scenario.steps.map(({ name }) => name)).toEqual([
      'GET /login',
      'POST /login',
      'POST /api/todos',
      'GET /api/todos/17',
    ])
    expect(notes[0]).toContain('4 are replayed; left out: 1 static assets, 1 to other origins')
    expect(scenario.steps.flatMap(({ headers }) => Object.keys(headers))).toEqual(['origin'])
    expect(scenario.steps[1]?.headers.origin).toBe('http://localhost')
  })

  it('takes a token of a form and an id of an answer from the new answers', () => {
    const [form, logIn, create, read] = scenario.steps

    expect(new RegExp(form?.capture.v1?.regex ?? '').exec('<input name="_csrf" value="new">')?.[1]).toBe(
      'new',
    )
    expect(logIn?.body).toEqual({ kind: 'form', fields: { _csrf: '{{v1}}', user: 'ada1' } })
    expect(create?.capture).toEqual({ v2: { json: '$.todo.id' } })
    // The browser sent "ada1" itself before anybody answered with it.
    expect(read?.path).toBe('/api/todos/{{v2}}?owner=ada1')
  })

  it('of somebody else can be chosen by its origin, and nothing else is accepted', () => {
    const other = parseHar(
      { log: { entries: visit } },
      { file: 'visit.har', origin: 'https://tracker.example' },
    )

    expect(other.scenario.steps).toHaveLength(1)
    expect(() =>
      parseHar({ log: { entries: visit } }, { file: 'v.har', origin: 'https://no.example' }),
    ).toThrow('--origin names another one of https://shop.example')
    expect(() => parseHar({}, { file: 'v.har' })).toThrow('v.har is no HAR recording')
  })
})
