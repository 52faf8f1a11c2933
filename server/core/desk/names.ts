import type { DeskSetting } from './setting.ts';

/** A person as people call them: by the id of the config, else as they were named. */
export const whoIs = ({ people }: DeskSetting, who: string | null): string | null =>
  who === null ? null : (people.find(({ id }) => id === who)?.name ?? who);

export const teamName = ({ teams }: DeskSetting, team: string | null): string | null =>
  team === null ? null : (teams.find(({ id }) => id === team)?.name ?? team);
