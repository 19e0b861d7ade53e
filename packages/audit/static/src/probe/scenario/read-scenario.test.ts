import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseScenario, readScenario, scenarioKeys, stepKeys } from './read-scenario.ts'

const own = join(import.meta.dirname, '../../..')
const parse = (steps: unknown) => parseScenario({ steps }, { file: 's.json', directory: own })

describe('a scenario', () => {
  it.each([
    [undefined, /steps must be a list/],
    [[], /steps must be a list/],
    [
      [{ path: 'http://example.com/' }],
      /step 1: path must start with one "\/": the probe asks the app that it starts/,
    ],
    [[{ path: '//example.com/' }], /step 1: path must start with one "\/"/],
    [
      [{ path: '/' }, { name: 'log in', path: '/', method: 'FETCH' }],
      /step 2 \(log in\): method must be one of/,
    ],
    [[{ path: '/', json: {}, form: {} }], /step 1 has json and form/],
    [[{ path: '/', captures: {} }], /step 1 knows no "captures"; it takes .*capture/],
    [[{ path: '/', capture: { id: {} } }], /step 1: capture.id needs one of json/],
    [[{ path: '/', capture: { id: { regex: '(' } } }], /step 1: capture.id.regex is no regular expression/],
    [[{ path: '/', status: 'ok' }], /step 1: status must be a number/],
    [[{ path: '/', file: 'no-such-file' }], /step 1: file cannot be read/],
  ])('with %j is refused, and the step is named', (steps, message) => {
    expect(() => parse(steps)).toThrow(message)
  })

  it('reads with its defaults', () => {
    const [step] = parse([{ path: '/cart', headers: { 'x-count': 1 } }]).steps

    expect(step).toMatchObject({
      name: 'GET /cart',
      method: 'GET',
      device: 'first',
      isRead: true,
      headers: { 'x-count': '1' },
    })
  })

  it.each(readdirSync(join(own, 'examples')))('examples/%s can be read', (name) => {
    expect(readScenario(join(own, 'examples', name)).steps.length).toBeGreaterThan(0)
  })

  it('is described by a schema with the same names', () => {
    const schema = JSON.parse(readFileSync(join(own, 'scenario.schema.json'), 'utf8'))

    expect(Object.keys(schema.properties).sort()).toEqual([...scenarioKeys].sort())
    expect(Object.keys(schema.$defs.step.properties).sort()).toEqual([...stepKeys].sort())
  })
})
