import { describe, expect, it } from 'vitest';
import { feedOf, feedsOf, PANEL_SLICES, roomOf } from '../../server/socket/rooms.ts';
import { PANELS } from '../../shared/board.ts';
import { SLICES } from '../../shared/slices.ts';
import { board } from '../support/app.ts';

describe('rooms', () => {
  it('name a feed, whatever its scope is called', () => {
    for (const scope of ['all', '', 'a:b', 'slice:pulse:x', 'line\nbreak'])
      expect(feedOf(roomOf({ name: 'volume-now', scope }))).toEqual({ name: 'volume-now', scope });
  });

  it.each(['', 'abc', 'slice:', 'slice:none:all', 'slice:toString:all', 'slice:pulse'])('%j is none of a feed', (room) => {
    expect(feedOf(room)).toBe(null);
  });

  it('there is one for every slice that any panel draws from', () => {
    const all = feedsOf(board('main', 'all', [...PANELS])).map(({ name }) => name);
    expect(all.toSorted()).toEqual(Object.keys(SLICES).toSorted());
    expect(Object.keys(PANEL_SLICES).toSorted()).toEqual([...PANELS].toSorted());
  });
});
