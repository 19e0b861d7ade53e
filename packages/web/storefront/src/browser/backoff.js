/**
 * How long to wait before trying again, in milliseconds: doubling from one second to half a minute, and spread out,
 * so that the devices of a lost instance do not all come back at the same moment.
 * @param {number} failures in a row, from 1
 * @param {() => number} random
 */
export function backoffMs(failures, random = Math.random) {
  const most = Math.min(30_000, 1000 * 2 ** (failures - 1))
  return most / 2 + random() * (most / 2)
}
