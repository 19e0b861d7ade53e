import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ProbeError } from '../errors.ts'
import { bodyKinds, readBody } from './read-body.ts'
import { type Capture, type Scenario, type Step, titleOf } from './scenario.ts'
import { createShape, type Shape } from './shape.ts'

export const scenarioKeys = ['$schema', 'name', 'headers', 'variables', 'steps'] as const
export const stepKeys = [
  'name',
  'method',
  'path',
  'headers',
  ...bodyKinds,
  'capture',
  'status',
  'device',
  'read',
] as const
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const maxSteps = 200

/** Reads a scenario file. Throws a `ProbeError` that names the step and what is wrong with it. */
export function readScenario(file: string): Scenario {
  return parseScenario(readJson(file), { file, directory: dirname(resolve(file)) })
}

export function parseScenario(
  value: unknown,
  { file, directory }: { file: string; directory: string },
): Scenario {
  const shape = createShape(file)
  const scenario = shape.record(value, 'the scenario')
  shape.only(scenario, scenarioKeys, 'the scenario')
  const { steps } = scenario
  if (!Array.isArray(steps) || steps.length === 0 || steps.length > maxSteps)
    return shape.fail('steps', `must be a list of 1 to ${maxSteps} steps`)
  return {
    name: scenario.name === undefined ? file : shape.text(scenario.name, 'name'),
    headers: shape.texts(scenario.headers, 'headers'),
    variables: shape.texts(scenario.variables, 'variables'),
    steps: steps.map((step, index) => readStep(step, { place: `step ${index + 1}`, shape, directory })),
  }
}

function readStep(
  value: unknown,
  { place: number, shape, directory }: { place: string; shape: Shape; directory: string },
): Step {
  const step = shape.record(value, number)
  const place = typeof step.name === 'string' ? `${number} (${step.name})` : number
  shape.only(step, stepKeys, place)
  const path = shape.text(step.path, `${place}: path`)
  if (!/^(\/(?!\/)|\{\{)/.test(path))
    shape.fail(
      `${place}: path`,
      `must start with one "/": the probe asks the app that it starts, not ${path}`,
    )
  const method = step.method === undefined ? 'GET' : shape.text(step.method, `${place}: method`).toUpperCase()
  if (!methods.includes(method)) shape.fail(`${place}: method`, `must be one of ${methods.join(', ')}`)
  const status = step.status
  if (status !== undefined && !(Number.isInteger(status) && Number(status) >= 100 && Number(status) < 600))
    shape.fail(`${place}: status`, 'must be a number from 100 to 599')
  if (step.read !== undefined && typeof step.read !== 'boolean')
    shape.fail(`${place}: read`, 'must be true or false')
  return {
    name: step.name === undefined ? titleOf({ method, path }) : shape.text(step.name, `${place}: name`),
    method,
    path,
    headers: shape.texts(step.headers, `${place}: headers`),
    body: readBody(step, { place, shape, directory }),
    capture: Object.fromEntries(
      Object.entries(step.capture === undefined ? {} : shape.record(step.capture, `${place}: capture`)).map(
        ([name, capture]) => [name, readCapture(capture, { place: `${place}: capture.${name}`, shape })],
      ),
    ),
    status: status as number | undefined,
    device: step.device === undefined ? 'first' : shape.text(step.device, `${place}: device`),
    isRead: (step.read as boolean | undefined) ?? (method === 'GET' || method === 'HEAD'),
  }
}

function readCapture(value: unknown, { place, shape }: { place: string; shape: Shape }): Capture {
  const { json, header, regex } = shape.texts(value, place)
  shape.only(value as Record<string, unknown>, ['json', 'header', 'regex'], place)
  if (json === undefined && header === undefined && regex === undefined)
    shape.fail(place, 'needs one of json ("$.id"), header ("location") and regex ("orders/(\\\\d+)")')
  if (json !== undefined && !/^\$([.[]|$)/.test(json))
    shape.fail(`${place}.json`, 'must start with "$", as in "$.items[0].id"')
  if (regex !== undefined) assertPattern(regex, { place: `${place}.regex`, shape })
  return { json, header, regex }
}

function assertPattern(regex: string, { place, shape }: { place: string; shape: Shape }) {
  try {
    new RegExp(regex)
  } catch (error) {
    shape.fail(place, `is no regular expression: ${(error as Error).message}`)
  }
}

export function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ProbeError(`${file} is no JSON: ${(cause as Error).message}`, { cause })
  }
}
