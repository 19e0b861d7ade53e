import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'

export interface Asset {
  readonly contentType: string
  readonly body: Buffer
}

/** The style sheet, scripts and icon, read once at start. */
export interface Assets {
  /** Changes with any byte of any file, so that what it names can be cached for ever. */
  readonly hash: string
  readonly names: readonly string[]
  get(name: string): Asset | undefined
  /** The address of a file, with the hash in it. */
  url(name: string): string
}

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
}

/**
 * Reads the scripts and pictures of one folder and the style sheets of another, which become one file. One hash for
 * all of them, as a folder in the address: scripts then import each other by relative path as they stand.
 */
export function loadAssets({ scripts, styles }: { scripts: URL; styles: URL }): Assets {
  const files = new Map([...readScripts(scripts), ['storefront.css', joinStyles(styles)] as const])
  const digest = createHash('sha256')
  for (const [name, { body }] of files) digest.update(`${name}\0${body.length}\0`).update(body)
  const hash = digest.digest('hex').slice(0, 12)
  return {
    hash,
    names: [...files.keys()],
    get: (name) => files.get(name),
    url: (name) => `/assets/${hash}/${name}`,
  }
}

function readScripts(folder: URL) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const contentType = contentTypes[extname(name)]
      return contentType ? [[name, { contentType, body: readFileSync(new URL(name, folder)) }] as const] : []
    })
}

function joinStyles(folder: URL): Asset {
  const names = readdirSync(folder).sort()
  const body = Buffer.concat(names.map((name) => readFileSync(new URL(name, folder))))
  return { contentType: 'text/css; charset=utf-8', body }
}
