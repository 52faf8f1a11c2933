import { describe, expect, it } from 'vitest';
import { MIN, START, Tale } from '../../support/tale.ts';

const surge = () => new Tale().settings().steady(0, 180, 2).steady(180, 190, 12);
const whats = (tale: Tale) => {
  const { state } = tale.fold();
  const alert = [...state.open.values()][0]?.alert ?? state.closed[0]!;
  return { alert, whats: alert.timeline.map((event) => event.what) };
};

describe('an alert', () => {
  it('escalates as it grows worse and never eases while it is open', () => {
    const tale = surge()
      .steady(190, 196, 60, () => ({ label: 'negative' }))
      .steady(196, 200, 12);
    const { alert, whats: told } = whats(tale);
    expect(told).toContain('escalated');
    expect(alert.severity).toBe('critical');
  });

  it('clears two minutes after the last sign, and closes by itself after ten', () => {
    const tale = surge().steady(190, 230, 2);
    const { alert, whats: told } = whats(tale);
    expect(told.slice(-2)).toEqual(['clearing', 'closed']);
    expect(alert.state).toBe('closed');
    const clearing = alert.timeline.find((event) => event.what === 'clearing')!;
    expect(alert.closedAt! - clearing.at).toBe(8 * MIN);
    expect(alert.timeline.at(-1)!.note).toMatch(/^back to usual; at its peak \d+ against [\d.]+, [\d.]+ times$/);
  });

  it('resumes when the surge returns while it clears', () => {
    const tale = surge();
    let minute = 190;
    while ([...tale.fold().state.open.values()][0]?.alert.state !== 'clearing') tale.steady(minute, ++minute, 2);
    tale.steady(minute, minute + 4, 30);
    expect(whats(tale).whats).toContain('resumed');
  });

  it('remembers who took it and who gave it back, once each', () => {
    const tale = surge();
    const id = [...tale.fold().state.open.keys()][0]!;
    const act = (type: 'acknowledge' | 'unacknowledge', by: string, n: number) =>
      tale.append({ kind: 'action', id: `a:${n}`, at: START + 190 * MIN + n, action: { id: `action-${n}`, type, alert: id, by } });
    act('acknowledge', 'Ingrid', 1);
    act('acknowledge', 'Ingrid', 2);
    expect(whats(tale).alert.owner).toBe('Ingrid');
    act('unacknowledge', 'Ingrid', 3);
    const { alert } = whats(tale);
    expect(alert.owner).toBeUndefined();
    expect(alert.timeline.filter((event) => event.who === 'Ingrid').map((event) => event.what)).toEqual(['acknowledged', 'unacknowledged']);
  });

  it('ignores an action on an alert that is gone', () => {
    const tale = surge().tick(190);
    const before = tale.fold().effects.length;
    tale.append({
      kind: 'action',
      id: 'a:9',
      at: START + 190 * MIN,
      action: { id: 'action-9', type: 'acknowledge', alert: 'spike:x:1', by: 'Ingrid' },
    });
    expect(tale.fold().effects.length).toBe(before);
  });

  it('tells the shell of every change, with a copy that later changes leave alone', () => {
    const { effects } = surge().steady(190, 230, 2).fold();
    const changes = effects.filter((effect) => effect.kind === 'alert');
    expect(changes[0]).toMatchObject({ change: 'opened', alert: { state: 'open' } });
    expect(changes.at(-1)).toMatchObject({ change: 'closed', alert: { state: 'closed' } });
  });
});

/** A source that was live for ten minutes. */
function listening(): Tale {
  const tale = new Tale().settings().source(0);
  for (let minute = 1; minute < 10; minute++) tale.tick(minute);
  return tale;
}

describe('silence', () => {
  it('is told of a source that listens, was live, and is away for two minutes', () => {
    const tale = listening().source(10, { status: 'down', message: 'connection refused; trying again in 4 s' }).tick(11).tick(12);
    const alert = [...tale.fold().state.open.values()][0]!.alert;
    expect(alert).toMatchObject({
      kind: 'silence',
      subject: 'bluesky',
      title: 'Blind on bluesky',
      severity: 'high',
      onsetAt: START + 10 * MIN,
    });
    expect(alert.reason).toBe('not connected for 2 min: connection refused; trying again in 4 s; since 06:10');
  });

  it('is told of a connected source against its habit only', () => {
    const heard = () =>
      new Tale()
        .settings()
        .source(0)
        .steady(0, 130, 3, () => ({ source: 'bluesky' }));
    const quietFor = (minutes: number) => {
      const tale = heard();
      for (let minute = 130; minute <= 130 + minutes; minute++) tale.tick(minute);
      return [...tale.fold().state.open.values()].map((open) => open.alert.title);
    };
    expect(quietFor(3)).toEqual([]);
    expect(quietFor(7)).toEqual(['bluesky has fallen silent']);
  });

  it('closes after the source is back', () => {
    const tale = listening().source(10, { status: 'down', message: 'refused' });
    for (let minute = 11; minute < 16; minute++) tale.tick(minute);
    tale.source(16);
    for (let minute = 17; minute < 40; minute++) tale.tick(minute);
    expect(tale.fold().state.closed.map((alert) => alert.title)).toEqual(['Blind on bluesky']);
  });
});
