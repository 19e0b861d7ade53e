import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type Zippable, zipSync } from 'fflate'
import { nativeModules } from './native-modules.ts'
import { readFolder } from './read-folder.ts'
import { createSwaggerPages } from './swagger-pages.ts'

export interface Bundle {
  readonly zip: Uint8Array
  /** Changes with any byte of it: what a function that should be replaced is told. */
  readonly key: string
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Node's ES modules have no `require` and no `__dirname`; some packages of others ask for them. */
const banner = [
  "import { createRequire as nodeCreateRequire } from 'node:module'",
  "import { fileURLToPath as nodeFileURLToPath } from 'node:url'",
  'const require = nodeCreateRequire(import.meta.url)',
  "const __dirname = nodeFileURLToPath(new URL('.', import.meta.url))",
].join('\n')

/**
 * Both functions in one archive: a file each, the files that the storefront reads beside itself, and sharp, whose
 * native part no bundler can hold. It runs where it was built: Linux on x64 for Lambda.
 */
export async function buildBundle(): Promise<Bundle> {
  const swaggerPages = createSwaggerPages()
  const { outputFiles } = await build({
    entryPoints: { handler: here('../handler.ts'), remind: here('../remind.ts') },
    outdir: '/',
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
    external: ['sharp'],
    banner: { js: banner },
    plugins: [swaggerPages.plugin],
  })
  const storefront = fileURLToPath(new URL('./', import.meta.resolve('@unsticky/storefront')))
  const files: Record<string, Uint8Array> = {
    ...Object.fromEntries(outputFiles.map(({ path, contents }) => [path.replace(/^\//, ''), contents])),
    ...readFolder(`${storefront}browser`, { as: 'browser', only: /\.(js|svg)$/ }),
    ...readFolder(`${storefront}styles`, { as: 'styles', only: /\.css$/ }),
    ...swaggerPages.files(),
    ...nativeModules(),
  }
  return pack(files)
}

/** The same bytes for the same files, whenever it is built. */
function pack(files: Readonly<Record<string, Uint8Array>>): Bundle {
  const sorted = Object.entries(files).toSorted(([one], [other]) => (one < other ? -1 : 1))
  const entries: Zippable = Object.fromEntries(
    sorted.map(([name, bytes]) => [name, [bytes, { mtime: '1980-01-02' }]]),
  )
  const zip = zipSync(entries, { level: 6 })
  return { zip, key: `shop-${createHash('sha256').update(zip).digest('hex').slice(0, 16)}.zip` }
}
