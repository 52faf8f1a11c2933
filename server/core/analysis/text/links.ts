/** Parameters that say who shared an address rather than what it leads to. */
const TRACKING =
  /^(?:utm_|mc_|pk_|hsa_|fbclid|gclid|dclid|msclkid|igsh|twclid|yclid|ref|src|source|share|si$|s$|t$|cmp|cid$|smid|via|feature|at_)/i;
/** What ends a sentence, or closes what the address stands in, and is no part of it. */
const TRAILING = /[.,;:!?'"»”’)\]}*_~|\\]+$/u;

/**
 * An address as domain and path, so that everybody who shares a page counts as saying one thing: without scheme, `www.`, fragment and
 * tracking. The path keeps its case, which tells short links apart. Empty when there is nothing of a domain in it.
 */
export function linkOf(url: string): string {
  const bare = url.replace(/^https?:\/\//i, '').replace(TRAILING, '');
  const [address = '', query = ''] = bare.replace(/#.*$/s, '').split('?', 2);
  const slash = address.indexOf('/');
  const host = (slash < 0 ? address : address.slice(0, slash)).toLowerCase().replace(/^.*@|^(?:www|m|mobile|amp)\.|:\d*$/g, '');
  if (!host.includes('.')) return '';
  const path = slash < 0 ? '' : address.slice(slash).replace(/\/+$/, '');
  const asked = query.split('&').filter((each) => each !== '' && !TRACKING.test(each));
  return host + path + (asked.length ? `?${asked.join('&')}` : '');
}
