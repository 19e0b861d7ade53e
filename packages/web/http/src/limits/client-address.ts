import ipaddr from 'ipaddr.js'

/**
 * One name for whoever sits behind an address, to count by. Text of a header is not counted as it is: a port, brackets,
 * a zone or another spelling of the same address would each begin at zero. An IPv6 customer is given a /64 at least and
 * can take any address of it, so the /64 is the customer. What is no address is one and the same nobody.
 */
export function clientOf(address: string): string {
  const parsed = parse(withoutPort(address.trim()))
  if (!parsed) return 'nobody'
  if (parsed.kind() === 'ipv4') return parsed.toString()
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`)
  return `${network.toString()}/64`
}

/** IPv4 in four decimal parts only: "0177.1" and "0x7f000001" are spellings that no proxy writes. */
function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  const withoutZone = text.split('%', 1)[0] ?? ''
  if (!withoutZone.includes(':') || !ipaddr.IPv6.isValid(withoutZone)) return undefined
  const address = ipaddr.IPv6.parse(withoutZone)
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address
}

/** "192.0.2.1:443" and "[2001:db8::1]:443"; a bare IPv6 address has more than one colon and no port. */
function withoutPort(text: string) {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text)
  if (bracketed) return bracketed[1] ?? ''
  return /^([^:]*):\d+$/.exec(text)?.[1] ?? text
}
