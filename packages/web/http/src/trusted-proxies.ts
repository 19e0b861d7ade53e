import { BlockList, isIPv6 } from 'node:net'

/**
 * For Fastify's `trustProxy`: believes X-Forwarded-For of a balancer in `cidrs` that talks to us directly, and only
 * its last entry, which that balancer wrote. Walking on over further trusted addresses, as a plain list does, would
 * believe whatever a client on such an address made up.
 */
export function trustDirectPeer(cidrs: string): (address: string, hop: number) => boolean {
  const trusted = new BlockList()
  for (const cidr of cidrs.split(',')) {
    const [network = '', bits] = cidr.trim().split('/')
    const type = isIPv6(network) ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(network, type)
    else trusted.addSubnet(network, Number(bits), type)
  }
  return (address, hop) => hop === 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}
