import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Asset {
  readonly contentType: string
  readonly body: Buffer
}

export interface Assets {
  get(name: string): Asset | undefined
  /** The address of a file; changes with any byte of any file. */
  url(name: string): string
}

/** What scripts import by name, and the name under which it is served. Taken from node_modules as published. */
const libraries: Readonly<Record<string, string>> = {
  preact: 'preact.js',
  'preact/hooks': 'preact-hooks.js',
  htm: 'htm.js',
  'htm/preact': 'htm-preact.js',
  uplot: 'uplot.js',
}

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
}

/** Reads the page's scripts, the libraries they import and the style sheets. There is no bundler: files go out as they are. */
export function loadAssets(): Assets {
  const files = new Map<string, Buffer>([
    ...readFolder(
      '../browser/',
      (name) => contentTypes[extname(name)] !== undefined && !name.includes('.test.'),
    ).map(nameImports),
    ...Object.entries(libraries).map(([specifier, name]) => nameImports([name, readLibrary(specifier)])),
    ['control-room.css', joinStyles()],
  ])
  const digest = createHash('sha256')
  for (const [name, body] of files) digest.update(`${name}\0${body.length}\0`).update(body)
  const hash = digest.digest('hex').slice(0, 12)
  return { get, url: (name) => `/assets/${hash}/${name}` }

  function get(name: string) {
    const body = files.get(name)
    return body && { contentType: contentTypes[extname(name)] as string, body }
  }
}

/**
 * Browsers resolve no package names without an import map, and an inline one would need an exception in the policy. So
 * `from 'preact'` becomes `from './preact.js'`, in our files and in the libraries.
 */
function nameImports([name, body]: readonly [string, Buffer]): [string, Buffer] {
  if (!name.endsWith('.js')) return [name, body]
  const named = body.toString().replace(/\b(from\s*)(['"])([\w/@-]+)\2/g, (whole, from, quote, specifier) => {
    const file = libraries[specifier]
    return file ? `${from}${quote}./${file}${quote}` : whole
  })
  return [name, Buffer.from(named)]
}

const readLibrary = (specifier: string) =>
  readFileSync(fileURLToPath(import.meta.resolve(published[specifier] ?? specifier)))

/** Where Node would be given something else than browsers need. */
const published: Readonly<Record<string, string>> = { uplot: 'uplot/dist/uPlot.esm.js' }

function joinStyles() {
  const uplot = new URL('uPlot.min.css', import.meta.resolve('uplot'))
  const own = readFolder('../styles/', (name) => name.endsWith('.css')).map(([, body]) => body)
  return Buffer.concat([readFileSync(uplot), Buffer.from('\n'), ...own])
}

function readFolder(folder: string, isWanted: (name: string) => boolean): readonly [string, Buffer][] {
  const url = new URL(folder, import.meta.url)
  const names = readdirSync(url).filter(isWanted).sort()
  return names.map((name) => [name, readFileSync(new URL(name, url))])
}
