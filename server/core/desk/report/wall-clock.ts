/** What clocks of the zone show, as ms since 1970 if it were UTC. An unknown zone is read as UTC. */
export function wallClock(zone: string): (at: number) => number {
  const format = formatOf(zone);
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000);
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const asked = { ...fields, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...asked, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...asked, timeZone: 'UTC' });
  }
}
