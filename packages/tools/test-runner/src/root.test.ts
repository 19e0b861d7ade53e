import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = new URL('../../../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }
const programs = Object.entries(scripts).flatMap(([name, script]) => {
  const file = /^node (\S+\.ts)$/.exec(script)?.[1]
  return file ? [[name, file] as const] : []
})

it('engines are judged by the Node that scripts run on, so that nobody is warned of the one that started pnpm', () => {
  const workspace = read('pnpm-workspace.yaml')
  const node = /^ {2}node: (\S+)$/m.exec(workspace)?.[1]

  expect(/^nodeVersion: (\S+)$/m.exec(workspace)?.[1]).toBe(node)
})

it.each(programs)(
  'pnpm %s refuses an option that it does not know, with exit code 2',
  { timeout: 120_000 },
  (_name, file) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL(file, root)), '--nonsense'],
      {
        encoding: 'utf8',
        timeout: 100_000,
      },
    )

    expect(stderr).toContain('--nonsense')
    expect(status).toBe(2)
  },
)
