import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import sharp from 'sharp'

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url))

/** A clone should stay small. */
const mostBytes = 300_000

/** Writes `docs/images/<name>.png` with as few colours as look the same. */
export async function savePng(name: string, screenshot: Buffer): Promise<void> {
  const { size } = await sharp(screenshot)
    .png({ palette: true, quality: 90 })
    .toFile(join(folder, `${name}.png`))
  expect(size, `bytes of ${name}.png`).toBeLessThan(mostBytes)
}

export interface Frame {
  readonly screenshot: Buffer
  readonly showMs: number
}

/** Writes `docs/images/<name>.webp`, which plays the frames for ever. */
export async function saveAnimation(name: string, frames: readonly Frame[]): Promise<void> {
  const { size } = await sharp(
    frames.map(({ screenshot }) => screenshot),
    { join: { animated: true } },
  )
    .webp({ quality: 80, effort: 6, loop: 0, delay: frames.map(({ showMs }) => showMs) })
    .toFile(join(folder, `${name}.webp`))
  expect(size, `bytes of ${name}.webp`).toBeLessThan(mostBytes)
}
