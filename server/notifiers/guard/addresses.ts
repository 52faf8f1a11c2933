import { BlockList, isIP } from 'node:net';

/**
 * Networks that nobody but ourselves, our neighbours or our host can mean: an outgoing request must not be aimed at them unless their host
 * is allowed by name. From the registries of special-purpose addresses of IANA (RFC 6890 and its updates).
 */
const CLOSED_4: [string, number, string][] = [
  ['0.0.0.0', 8, 'unspecified'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'shared by a provider'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.0.2.0', 24, 'for documentation'],
  ['192.88.99.0', 24, 'reserved'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'for measurements'],
  ['198.51.100.0', 24, 'for documentation'],
  ['203.0.113.0', 24, 'for documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
];
/** Those that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo) could lead to any of the above. */
const CLOSED_6: [string, number, string][] = [
  ['::', 128, 'unspecified'],
  ['::1', 128, 'loopback'],
  ['::ffff:0:0', 96, 'an IPv4 address in disguise'],
  ['::', 96, 'an IPv4 address in disguise'],
  ['64:ff9b::', 96, 'an IPv4 address in disguise'],
  ['64:ff9b:1::', 48, 'an IPv4 address in disguise'],
  ['100::', 64, 'reserved'],
  ['2001::', 23, 'reserved'],
  ['2001:db8::', 32, 'for documentation'],
  ['2002::', 16, 'an IPv4 address in disguise'],
  ['3fff::', 20, 'for documentation'],
  ['5f00::', 16, 'reserved'],
  ['fc00::', 7, 'private'],
  ['fe80::', 10, 'link-local'],
  ['fec0::', 10, 'private'],
  ['ff00::', 8, 'multicast'],
];

interface Network {
  list: BlockList;
  why: string;
}

function networks(rows: [string, number, string][], family: 'ipv4' | 'ipv6'): Network[] {
  return rows.map(([address, bits, why]) => {
    const list = new BlockList();
    list.addSubnet(address, bits, family);
    return { list, why };
  });
}

const OF_4 = networks(CLOSED_4, 'ipv4');
const OF_6 = networks(CLOSED_6, 'ipv6');
/** All that is handed out for the open network today lies in it; what is not in it is refused, whatever it may become. */
const GLOBAL_6 = new BlockList();
GLOBAL_6.addSubnet('2000::', 3, 'ipv6');

/** Why this address is not on the open network, in words; null when it is. */
export function closedBecause(address: string): string | null {
  const family = isIP(address);
  if (family === 4) return OF_4.find(({ list }) => list.check(address, 'ipv4'))?.why ?? null;
  if (family !== 6) return 'not an address';
  const [plain = ''] = address.split('%');
  const closed = OF_6.find(({ list }) => list.check(plain, 'ipv6'))?.why;
  return closed ?? (GLOBAL_6.check(plain, 'ipv6') ? null : 'reserved');
}
