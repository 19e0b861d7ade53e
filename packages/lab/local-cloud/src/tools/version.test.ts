import { describe, expect, it } from 'vitest'
import { isAtLeast, parseVersion } from './version.ts'

describe('versions', () => {
  it.each([
    ['Valkey server v=9.1.2 sha=00000000:1 malloc=libc bits=64', '9.1.2'],
    ['envoy  version: 9e5580933739775e8bce696a57a2e1bc99368f23/1.40.0/Clean/RELEASE/BoringSSL', '1.40.0'],
    ['k6 v2.2.0 (go1.26.8, linux/amd64)', '2.2.0'],
    ['no version', undefined],
  ])('are found in %s', (output, version) => {
    expect(parseVersion(output)).toBe(version)
  })

  it.each([
    ['7.0', '7.0', true],
    ['7.0.15', '7.0', true],
    ['10.0', '9.1', true],
    ['6.2.7', '7.0', false],
    ['1.9', '1.30', false],
  ])('%s against at least %s: %s', (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected)
  })
})
