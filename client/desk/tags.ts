/** Longest tag in UTF-16 units, and most of a case. */
const LONGEST = 40;
const TAGS_BOUND = 12;

/** What has to be added and removed so that the case has the tags of the line (`lost bag, Bergen`). */
export function tagChange(before: readonly string[], line: string): { add: string[]; remove: string[] } {
  const wanted = line
    .split(',')
    .map((tag) => tag.trim().slice(0, LONGEST).trim())
    .filter((tag) => tag !== '');
  const after = [...new Set(wanted)].slice(0, TAGS_BOUND);
  return { add: after.filter((tag) => !before.includes(tag)), remove: before.filter((tag) => !after.includes(tag)) };
}
