import { expect, it } from 'vitest'
import { clientOf } from './client-address.ts'

it.each([
  [
    '192.0.2.7',
    ['192.0.2.7:51820', '::ffff:192.0.2.7', '[::ffff:192.0.2.7]:443', '::FFFF:c000:0207', ' 192.0.2.7 '],
  ],
  [
    '2001:db8:1:2::/64',
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '[2001:db8:1:2::9]:443'],
  ],
  ['fe80::/64', ['fe80::1%eth0', 'fe80::2']],
])('takes every spelling for one client: %s', (client, spellings) => {
  expect(spellings.map(clientOf)).toEqual(spellings.map(() => client))
})

it('tells neighbours apart', () => {
  const neighbours = ['192.0.2.7', '192.0.2.8', '2001:db8:1:2::1', '2001:db8:1:3::1', '::ffff:192.0.2.9']

  expect(new Set(neighbours.map(clientOf)).size).toBe(neighbours.length)
})

it.each([
  '',
  'unknown',
  '_hidden',
  '0177.0.0.1',
  '0x7f000001',
  '1.2.3',
  '1.2.3.4.5',
  '[::1',
  'a:b:c',
  '1.2.3.999',
])('takes what is no address for one and the same nobody: "%s"', (text) => {
  expect(clientOf(text)).toBe('nobody')
})
