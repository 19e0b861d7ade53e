/** `pnpm image`: builds the image of both shops, and with `--check` shops in it. */
import { Command } from 'commander'
import { CannotBeginError } from '../deploy/command-line.ts'
import { findEngine } from '../deploy/image.ts'
import { buildImage, sizeOf } from './build-image.ts'
import { checkImage } from './check-image.ts'

interface ImageOptions {
  readonly check: boolean
  readonly tag: string
  readonly base?: string
  readonly built: boolean
}

const { check, tag, base, built } = new Command('image')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description('Builds the image of both shops with Docker or Podman.')
  .option('--check', 'shop in it afterwards, and look at what its containers may do', false)
  .option('--tag <name>', 'how it is called', 'localhost/unsticky/shop:dev')
  .option('--base <image>', 'an image with Node 24 and npm in place of the one of the Dockerfile')
  .option('--no-built', 'build nothing: the image is there')
  .parse()
  .opts<ImageOptions>()

const say = (line: string) => console.log(`  ${line}`)
try {
  const engine = findEngine()
  if (built) await buildImage(engine, { tag, base })
  say(`${tag}: ${await sizeOf(engine, tag)} MB`)
  if (check) await checkImage({ engine, image: tag, say })
} catch (error) {
  if (!(error instanceof CannotBeginError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
