import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The parts of a CloudFormation template that are looked at here; the rest is CloudFormation's business. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>
  readonly Outputs: Readonly<Record<string, unknown>>
}

export interface TemplateResource {
  readonly Type: string
  readonly DeletionPolicy?: string
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shape, one for each type
  readonly Properties: Readonly<Record<string, any>>
}

interface SynthesizeOptions {
  /** Deletion protection, and data that outlives the stack. Off for a stack on the laptop. */
  readonly protect?: boolean
  /** Where templates are kept between runs. */
  readonly cacheDirectory?: string
}

const source = fileURLToPath(new URL('./', import.meta.url))
const repository = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * The data stack's CloudFormation template. Synthesized in a child process, because importing aws-cdk-lib takes about
 * a second, and only when the stack's source, the version of aws-cdk-lib or the options changed.
 */
export async function synthesizeDataStack({
  protect = true,
  cacheDirectory = join(process.env.UNSTICKY_TOOLS || join(repository, '.tools'), 'cache'),
}: SynthesizeOptions = {}): Promise<Template> {
  const cached = join(cacheDirectory, `data-stack-${fingerprint(protect)}.json`)
  const known = read(cached)
  if (known) return JSON.parse(known) as Template
  const text = await synthesize(protect)
  mkdirSync(cacheDirectory, { recursive: true })
  writeAtomically(cached, text)
  return JSON.parse(text) as Template
}

async function synthesize(protect: boolean) {
  const outputDirectory = mkdtempSync(join(tmpdir(), 'unsticky-cdk-'))
  try {
    const context = JSON.stringify({ protect: String(protect) })
    const env = { ...process.env, CDK_OUTDIR: outputDirectory, CDK_CONTEXT_JSON: context }
    await promisify(execFile)(process.execPath, [join(source, 'synthesize-app.ts')], { env })
    return readFileSync(join(outputDirectory, 'UnstickyData.template.json'), 'utf8')
  } finally {
    rmSync(outputDirectory, { recursive: true, force: true })
  }
}

function fingerprint(protect: boolean) {
  const hash = createHash('sha256').update(`protect=${protect}`)
  const cdk = createRequire(import.meta.url).resolve('aws-cdk-lib/package.json')
  hash.update((JSON.parse(readFileSync(cdk, 'utf8')) as { version: string }).version)
  for (const file of readdirSync(source).sort()) {
    if (!file.endsWith('.test.ts')) hash.update(file).update(readFileSync(join(source, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

function read(path: string) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Whoever reads meanwhile, or is killed meanwhile, never meets half a template. */
function writeAtomically(path: string, text: string) {
  const partial = `${path}.${process.pid}`
  writeFileSync(partial, text)
  renameSync(partial, path)
}
