import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installed } from './install-once.ts'
import { installWheels } from './install-wheels.ts'
import type { Python } from './python.ts'
import { run } from './run.ts'
import type { Way } from './tool-specs.ts'
import { keyOf, packageFile } from './tools-directory.ts'

/** Serves MiniStack by uvicorn; copied into the folder of the tool, which may be shared by checkouts. */
const server = packageFile('ministack/serve.py')

/** Best first: where a wheel of the quick server cannot be had, MiniStack comes with the one that it brings. */
export const miniStackWays: readonly Way[] = [
  {
    how: 'the wheels ministack, cryptography, uvicorn, httptools and uvloop',
    needs: 'python',
    install: async (folder, context) => {
      const python = await installWheels(folder, { requirements: 'ministack', ...context })
      const installed = await fromFolder(folder, python, { imports: 'uvicorn, httptools' })
      copyFileSync(server, join(folder, 'serve.py'))
      return { ...installed, args: [join('{dir}', 'serve.py')] }
    },
  },
  {
    how: 'the wheels ministack and cryptography, slower',
    needs: 'python',
    install: async (folder, context) => {
      const python = await installWheels(folder, { requirements: 'ministack-own-server', ...context })
      return fromFolder(folder, python)
    },
  },
]

/** Whether it is compiled is part of the content: the folders of before start slowly. */
export function miniStackKey() {
  const files = ['ministack', 'ministack-own-server'].map((name) => packageFile(`requirements/${name}.txt`))
  return keyOf({ files: [...files, server], words: ['compiled'] })
}

/** MiniStack runs from the folder on the Python that it was installed with. */
async function fromFolder(
  folder: string,
  python: Python,
  { imports = 'sys' }: { readonly imports?: string } = {},
): Promise<Installed> {
  const code = `import cryptography, ministack.app, ${imports}, importlib.metadata as m; print(m.version("ministack"))`
  const env = { ...process.env, PYTHONPATH: folder, PYTHONNOUSERSITE: '1' }
  const version = (await run(python.command, ['-c', code], { env })).trim().split('\n').at(-1) ?? ''
  return {
    version,
    command: python.command,
    args: ['-m', 'ministack'],
    env: { PYTHONPATH: '{dir}', PYTHONNOUSERSITE: '1' },
  }
}
