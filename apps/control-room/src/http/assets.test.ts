import { describe, expect, it } from 'vitest'
import { loadAssets } from './assets.ts'

describe('the scripts of the page', () => {
  it('import nothing that is not served beside them', () => {
    const assets = loadAssets()
    const seen = new Set<string>()
    const missing: string[] = []
    const visit = (name: string) => {
      if (seen.has(name)) return
      seen.add(name)
      const asset = assets.get(name)
      if (!asset) return void missing.push(name)
      for (const [, specifier = ''] of asset.body.toString().matchAll(/\bfrom\s*["']([^"'\s]+)["']/g))
        visit(specifier.replace(/^\.\//, ''))
    }

    visit('main.js')

    expect(missing).toEqual([])
    for (const name of ['app.js', 'preact.js', 'preact-hooks.js', 'htm.js', 'uplot.js'])
      expect(seen).toContain(name)
  })

  it('are addressed by what is in them', () => {
    const [one, other] = [loadAssets(), loadAssets()]

    expect(one.url('main.js')).toMatch(/^\/assets\/[0-9a-f]{12}\/main\.js$/)
    expect(one.url('main.js')).toBe(other.url('main.js'))
    expect(one.get('../page.ts')).toBeUndefined()
  })
})
