import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

function listen() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk).trimEnd())
      done()
    },
  })
  return { lines, stream }
}

describe('progress', () => {
  it('is silent about what is quick', async () => {
    const { lines, stream } = listen()

    expect(await createLog({ stream }).step('Fetching', async () => 7)).toBe(7)

    expect(lines).toEqual([])
  })

  it('tells about what takes longer, with the detail, and says when it is done', async () => {
    const { lines, stream } = listen()

    await createLog({ stream, quietMs: 1, everyMs: 10_000 }).step('Fetching', async (update) => {
      update('one.whl')
      while (lines.length === 0) await sleep(1)
    })

    expect(lines).toEqual([
      expect.stringMatching(/^Fetching: one.whl \(\d+ s\)$/),
      expect.stringMatching(/^Fetching: done in \d+ s$/),
    ])
  })

  it('uses plain lines on a terminal without a width, where a spinner would never end', async () => {
    const { lines, stream } = listen()
    const narrow = Object.assign(stream, { isTTY: true, columns: 0 })

    await createLog({ stream: narrow, quietMs: 1 }).step('Fetching', async () => {
      while (lines.length === 0) await sleep(1)
    })

    expect(lines[0]).toMatch(/^Fetching \(\d+ s\)$/)
  })

  it('hands a failure on', async () => {
    const failing = createLog(listen()).step('Fetching', () => Promise.reject(new Error('gone')))

    await expect(failing).rejects.toThrow('gone')
  })
})
