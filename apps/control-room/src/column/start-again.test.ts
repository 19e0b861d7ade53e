import { describe, expect, it } from 'vitest'
import { howBusy } from './machine.ts'
import { startAgain } from './start-again.ts'

const signal = new AbortController().signal

describe('a start that may fail', () => {
  it('is tried again, and every failure is told', async () => {
    const told: string[] = []
    let starts = 0
    const start = async () => {
      starts += 1
      if (starts < 3) throw new Error(`No answer ${starts}`)
      return 'running'
    }

    const result = await startAgain(start, {
      waitMs: 1,
      signal,
      onFailure: (error, { attempt, of }) => told.push(`${error}, ${attempt} of ${of}`),
    })

    expect(result).toBe('running')
    expect(told).toEqual(['Error: No answer 1, 2 of 3', 'Error: No answer 2, 3 of 3'])
  })

  it('ends with what the last attempt said', async () => {
    let starts = 0
    const start = () => Promise.reject(new Error(`No answer ${++starts}`))

    await expect(startAgain(start, { waitMs: 1, signal, onFailure: () => {} })).rejects.toThrow('No answer 3')
  })

  it('is not tried again when the room is closed', async () => {
    const closing = new AbortController()
    let starts = 0
    const start = async () => {
      starts += 1
      closing.abort()
      throw new Error('No answer')
    }

    await expect(
      startAgain(start, { waitMs: 1, signal: closing.signal, onFailure: () => {} }),
    ).rejects.toThrow('No answer')
    expect(starts).toBe(1)
  })
})

describe('a busy machine', () => {
  it.each([
    [{ load: 14.25, cores: 2 }, 'a load of 14.3 on 2 cores'],
    [{ load: 3, cores: 1 }, 'a load of 3.0 on one core'],
  ])('%o is said in a sentence', (machine, words) => {
    expect(howBusy(machine)).toContain(words)
  })

  it('is not blamed for a failure on a quiet one', () => {
    expect(howBusy({ load: 4, cores: 2 })).toBeUndefined()
    expect(howBusy({ load: 0, cores: 1 })).toBeUndefined()
  })
})
