import ipaddr from 'ipaddr.js';

/**
 * Whose address it is: the address itself, or its /64 for IPv6, since a provider gives a customer at least so many addresses
 * (RFC 6177).
 */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString();
}
