import { readFileSync } from 'node:fs'
import { type Fleet, type InstanceInfo, stickinessCookie } from '@unsticky/fleet'
import { createFetchBrowser } from '@unsticky/http/testing'

export type Device = ReturnType<typeof createFetchBrowser>

/** One version of the shop, behind its balancer. */
export interface Shop {
  readonly fleet: Fleet
  /** A new browser. With sticky routing it can be made one that the balancer has sent to a certain instance before. */
  device(stuckTo?: InstanceInfo): Device
  /** Another tab, or a thief, with the same cookies. */
  copyOf(device: Device): Device
  /** The instances that serve. */
  instances(): readonly InstanceInfo[]
  /** What all instances have logged, the ended ones included. */
  log(): string
  logLines(): readonly string[]
  /** Requests that have reached an instance, by what they log. */
  countRequests(method: string, url: string): number
}

export function createShop(fleet: Fleet): Shop {
  return { fleet, device, copyOf, instances, log, logLines, countRequests }

  function device(stuckTo?: InstanceInfo) {
    const browser = createFetchBrowser(fleet.url)
    if (stuckTo) stick(browser, stuckTo)
    return browser
  }

  function copyOf({ cookies }: Device) {
    const copy = device()
    for (const [name, value] of cookies) copy.cookies.set(name, value)
    return copy
  }

  function instances() {
    return fleet.instances.filter(({ state }) => state === 'ready')
  }

  function log() {
    return fleet.instances.map(({ logFile }) => readFileSync(logFile, 'utf8')).join('\n')
  }

  function logLines() {
    return log().split('\n')
  }

  function countRequests(method: string, url: string) {
    return logLines().filter((line) => line.includes(`"method":"${method}","url":"${url}"`)).length
  }
}

/** The balancer's cookie is the address of a target, in base64. */
export function stick({ cookies }: Device, { port }: InstanceInfo) {
  cookies.set(stickinessCookie, Buffer.from(`127.0.0.1:${port}`).toString('base64'))
}
