/** The suites of all candidates, one after the other. Which they are stands in LAB_CANDIDATES. */
import { describe, it } from 'vitest'
import { loads, nameOf } from './contract.ts'

interface Chosen {
  readonly lab: string
  readonly folder: string
}

/** Declares the tests; what a lab's contract.ts exports. */
interface ContractModule {
  readonly contract: (folder: string) => Promise<void>
}

const candidates = JSON.parse(process.env.LAB_CANDIDATES ?? '[]') as readonly Chosen[]

for (const [index, { lab, folder }] of candidates.entries())
  describe(nameOf(index), async () => {
    try {
      const { contract } = (await import(`../../labs/${lab}/contract.ts`)) as ContractModule
      await contract(folder)
    } catch (error) {
      it(loads, () => {
        throw error
      })
    }
  })
