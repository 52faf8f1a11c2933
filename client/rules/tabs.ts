/** Parts of the page, one at a time. */
export const TABS = [
  { name: 'rules', words: 'Rules' },
  { name: 'silences', words: 'Silences and plans' },
  { name: 'channels', words: 'Channels' },
  { name: 'quality', words: 'Quality' },
] as const;
export type Tab = (typeof TABS)[number]['name'];

/** `?tab=channels`; anything else is the first. */
export const tabOf = (search: string): Tab => {
  const asked = new URLSearchParams(search).get('tab');
  return TABS.find(({ name }) => name === asked)?.name ?? 'rules';
};
