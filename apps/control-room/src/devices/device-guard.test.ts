import { describe, expect, it } from 'vitest'
import { isFromDevice } from './device-guard.ts'

const url = 'http://127.0.0.1:5000'
const host = '127.0.0.1:5000'
const visit = { 'sec-fetch-mode': 'navigate' }

describe('a device', () => {
  it.each([
    ['its own page reading', 'GET', { host, 'sec-fetch-site': 'same-origin' }],
    ['its own page writing', 'POST', { host, origin: url, 'sec-fetch-site': 'same-origin' }],
    ['the frame of the control room', 'GET', { host, 'sec-fetch-site': 'same-site', ...visit }],
    ['its address in a tab', 'GET', { host, 'sec-fetch-site': 'none', ...visit }],
  ])('is used by %s', (_name, method, headers) => {
    expect(isFromDevice({ method, headers }, url)).toBe(true)
  })

  it.each([
    ['another host name, as after DNS rebinding', 'GET', { host: 'evil.test:5000' }],
    ['a frame of another site', 'GET', { host, 'sec-fetch-site': 'cross-site', ...visit }],
    ['a script of another port', 'GET', { host, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
    [
      'a form of another port',
      'POST',
      { host, origin: 'http://127.0.0.1:6000', 'sec-fetch-site': 'same-site', ...visit },
    ],
    ['a write that does not say where it comes from', 'POST', { host }],
  ])('is not used by %s', (_name, method, headers) => {
    expect(isFromDevice({ method, headers }, url)).toBe(false)
  })
})
