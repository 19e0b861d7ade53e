import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DeployStep } from './plan.ts'

export const packageDirectory = fileURLToPath(new URL('../../', import.meta.url))

/** Runs a step where the CDK app is. Throws when it fails: nothing that builds on it is tried. */
export async function runStep({ what, command: [program = '', ...args] }: DeployStep): Promise<void> {
  console.error(`\n── ${what}\n   ${[program, ...args].join(' ')}`)
  const isCdk = program === 'cdk'
  const child = spawn(isCdk ? process.execPath : program, isCdk ? [cdkProgram(), ...args] : args, {
    cwd: packageDirectory,
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`"${what}" ended with ${code}. Run the command again once it is mended.`)
}

const cdkProgram = () =>
  join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk')
