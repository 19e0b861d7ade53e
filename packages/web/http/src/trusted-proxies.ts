import { BlockList, isIPv6 } from 'node:net'

/**
 * For Fastify's `trustProxy`: believes X-Forwarded-For of a proxy in `cidrs` that talks to us directly, and of it only as
 * many entries as there are proxies of ours in a row, each of which appended one. Walking on over further trusted
 * addresses, as a plain list does, would believe whatever a client on such an address made up.
 */
export function trustProxies(cidrs: string, hops: number): (address: string, hop: number) => boolean {
  const trusted = new BlockList()
  for (const cidr of cidrs.split(',')) {
    const [network = '', bits] = cidr.trim().split('/')
    const type = isIPv6(network) ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(network, type)
    else trusted.addSubnet(network, Number(bits), type)
  }
  // Only the one who talks to us can be known by address; behind it, how many there are is what counts.
  return (address, hop) =>
    hop === 0 ? trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4') : hop < hops
}
