const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', mdash: '—', ndash: '–', hellip: '…' };
const ENTITY = /&(?:(amp|lt|gt|quot|apos|nbsp|mdash|ndash|hellip)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi;

/** Undoes the HTML escaping of an export, once: `&amp;lt;` was written `&lt;` and stays that. Unknown names stay as they are. */
export const decoded = (text: string): string => (text.includes('&') ? text.replace(ENTITY, character) : text);

function character(entity: string, name?: string, decimal?: string, hex?: string): string {
  if (name) return NAMED[name.toLowerCase()] ?? entity;
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
