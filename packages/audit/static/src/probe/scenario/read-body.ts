import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Part, StepBody } from './scenario.ts'
import type { Shape } from './shape.ts'

/** A step has one of these, or no body. */
export const bodyKinds = ['json', 'form', 'text', 'base64', 'file', 'multipart'] as const

interface BodyOptions {
  readonly place: string
  readonly shape: Shape
  readonly directory: string
}

export function readBody(
  step: Readonly<Record<string, unknown>>,
  options: BodyOptions,
): StepBody | undefined {
  const { place, shape } = options
  const given = bodyKinds.filter((kind) => step[kind] !== undefined)
  if (given.length > 1) shape.fail(place, `has ${given.join(' and ')}: one body is enough`)
  const [kind] = given
  switch (kind) {
    case undefined:
      return undefined
    case 'json':
      return { kind, value: step.json }
    case 'form':
      return { kind, fields: shape.texts(step.form, `${place}: form`) }
    case 'text':
      return { kind, text: shape.text(step.text, `${place}: text`) }
    case 'base64':
    case 'file':
      return { kind: 'bytes', bytes: bytesOf(step, options) }
    case 'multipart': {
      const parts = shape.record(step.multipart, `${place}: multipart`)
      return {
        kind,
        parts: Object.fromEntries(
          Object.entries(parts).map(([name, part]) => [
            name,
            readPart(part, { ...options, place: `${place}: multipart.${name}` }),
          ]),
        ),
      }
    }
  }
}

function readPart(value: unknown, options: BodyOptions): Part {
  const { place, shape } = options
  if (typeof value === 'string' || typeof value === 'number') return { text: String(value) }
  const part = shape.record(value, place)
  shape.only(part, ['text', 'base64', 'file', 'filename', 'type'], place)
  const file = typeof part.file === 'string' ? basename(part.file) : 'file.bin'
  return {
    bytes: bytesOf(part, options),
    filename: part.filename === undefined ? file : shape.text(part.filename, `${place}.filename`),
    type: part.type === undefined ? 'application/octet-stream' : shape.text(part.type, `${place}.type`),
  }
}

function bytesOf(value: Readonly<Record<string, unknown>>, { place, shape, directory }: BodyOptions): Buffer {
  if (value.text !== undefined) return Buffer.from(shape.text(value.text, `${place}.text`))
  if (value.base64 !== undefined) return Buffer.from(shape.text(value.base64, `${place}: base64`), 'base64')
  const file = resolve(directory, shape.text(value.file, `${place}: file`))
  try {
    return readFileSync(file)
  } catch {
    return shape.fail(`${place}: file`, `cannot be read: ${file}`)
  }
}
