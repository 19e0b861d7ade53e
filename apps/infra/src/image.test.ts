import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { findEngine } from './deploy/image.ts'
import { buildImage } from './image/build-image.ts'
import { checkImage } from './image/check-image.ts'

const tag = 'localhost/unsticky/shop:test'
const usual = /^ARG NODE_IMAGE=(.*)$/m.exec(
  readFileSync(fileURLToPath(new URL('../Dockerfile', import.meta.url)), 'utf8'),
)?.[1]
/** Another base image, for a machine that reaches no registry. */
const base = process.env.UNSTICKY_NODE_IMAGE ?? String(usual)

/** Why no image is built here. A test fetches no base image of some hundred megabytes by itself. */
function obstacle(): string | undefined {
  try {
    const engine = findEngine()
    execFileSync(engine, ['image', 'inspect', base], { stdio: 'ignore' })
    return undefined
  } catch {
    return `no Docker or Podman with ${base} in it; \`pnpm image --check\` fetches it and does the same`
  }
}

const whyNot = obstacle()
if (whyNot) console.log(`The image is not built here: ${whyNot}.`)

it.skipIf(whyNot)(
  'builds an image in which both shops sell, without any right and without a place to write to',
  { timeout: 900_000 },
  async () => {
    const engine = findEngine()
    const lines: string[] = []
    await buildImage(engine, { tag, base })
    await checkImage({ engine, image: tag, say: (line) => lines.push(line) })

    expect(lines.at(-1)).toContain('a shopper')
  },
)
