/** Text of a file, compressed or not: by its first bytes, as names may lie. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

async function openText(file: string): Promise<Readable> {
  const handle = await open(file)
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close())
  const bytes = createReadStream(file)
  if (buffer[0] !== 0x1f || buffer[1] !== 0x8b) return bytes
  const unpacked = createGunzip()
  bytes.on('error', (error) => unpacked.destroy(error)).pipe(unpacked)
  return unpacked
}

/** The beginning, to tell what it is. */
export async function readStart(file: string, length = 4000): Promise<string> {
  let text = ''
  for await (const chunk of (await openText(file)).setEncoding('utf8')) {
    text += chunk
    if (text.length >= length) break
  }
  return text.slice(0, length)
}

export async function readWhole(file: string): Promise<string> {
  const chunks: string[] = []
  for await (const chunk of (await openText(file)).setEncoding('utf8')) chunks.push(chunk)
  return chunks.join('')
}

export async function* readLines(file: string): AsyncGenerator<string> {
  const input = await openText(file)
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  // readline does not hand on what goes wrong while unpacking.
  let problem: Error | undefined
  input.on('error', (error) => {
    problem = error
    lines.close()
  })
  yield* lines
  if (problem) throw problem
}
