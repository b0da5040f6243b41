import ipaddr from 'ipaddr.js';

/** Whether the text is an IPv4 or IPv6 address, or a network of them in CIDR notation, e.g. `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  // The library also reads IPv4 addresses that are written in other ways, e.g. `0x7f.1`.
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
  return bits === undefined ? !address.includes('%') : ipaddr.isValidCIDR(text);
}

/**
 * Whether an address is in one of the networks. IPv4 addresses that are written as IPv6 (`::ffff:10.0.0.1`) count as IPv4.
 *
 * @param networks As {@link isNetwork} accepts them.
 */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const wanted = ipaddr.process(address);
  return networks.some(network => {
    const [base, bits] = rangeOf(network);
    return wanted.kind() === base.kind() && wanted.match(base, bits);
  });
}

function rangeOf(network: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (network.includes('/')) return ipaddr.parseCIDR(network);
  const address = ipaddr.process(network);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
