import { fileURLToPath } from 'node:url'

const script = (name: string) => fileURLToPath(new URL(`../../../../loadtests/${name}`, import.meta.url))

export const rampScript = script('20-catalogue-ramp.ts')
export const steadyScript = script('21-steady-shoppers.ts')
