import type { Incident } from '../../../shared/incident.ts';
import type { Delivery } from '../../../shared/notify.ts';
import { isOpen } from '../desk/calendar.ts';
import { calendarOf } from '../desk/targets.ts';
import type { Effect } from '../effect.ts';
import { ring } from '../incidents/news.ts';
import { matches } from '../incidents/silences.ts';
import { alertingOf, type ChannelSetting, deskOf, type RouteSetting, type StepSetting } from '../settings.ts';
import type { OpenIncident, State } from '../state.ts';
import { span } from '../words.ts';
import { deliver, deliveryId, holdBack, update } from './deliveries.ts';
import { routeDigests } from './digests.ts';
import { tellWhatWasHeld } from './held.ts';
import { countRing, heldUntil } from './quiet.ts';
import { peopleMeant, whomInWords } from './whom.ts';

/** At the end of each second: decides who has to be told what, by the routes of the config. */
export function routeNews(state: State, effects: Effect[]): void {
  const { channels } = alertingOf(state.settings);
  if (channels.length === 0 && state.alerting.deliveries.size === 0) return;
  for (const open of state.alerting.open.values()) routeIncident(state, open, effects);
  passOnNews(state, effects);
  tellWhatWasHeld(state, effects);
  routeDigests(state, effects);
}

/** Without any route every channel hears everything at once. */
function routesOf(state: State): RouteSetting[] {
  const { routes, channels } = alertingOf(state.settings);
  if (routes.length > 0) return routes;
  const steps = [{ after: 0, channels: channels.map(({ id }) => id), to: { onShift: true } as const }];
  return [{ id: 'all', name: 'everything', matcher: { kinds: [], severities: [], watches: [] }, calendar: null, goesOn: false, steps }];
}

/** The routes that an incident takes now: the first that matches, and those after it as long as they let it go on. */
export function routesFor(state: State, incident: Incident): RouteSetting[] {
  const taken: RouteSetting[] = [];
  for (const route of routesOf(state)) {
    if (!matches(route.matcher, incident) || !isInForce(state, route)) continue;
    taken.push(route);
    if (!route.goesOn) break;
  }
  return taken;
}

const isInForce = ({ settings, now }: State, { calendar }: RouteSetting): boolean =>
  calendar === null || isOpen(calendarOf(deskOf(settings), calendar), now);

/** The steps that are due: the first at once, the later ones while nobody has it. One that never rang goes to nobody. */
function routeIncident(state: State, open: OpenIncident, effects: Effect[]): void {
  const { incident, rangAt } = open;
  if (rangAt === null || incident.silenced) return;
  for (const route of routesFor(state, incident)) {
    for (const step of route.steps) {
      const isDue = state.now - rangAt >= step.after && (step.after === 0 || incident.owner === null);
      if (isDue) takeStep(state, incident, route, step, effects);
    }
  }
}

function takeStep(state: State, incident: Incident, route: RouteSetting, step: StepSetting, effects: Effect[]): void {
  const late = step.after === 0 ? '' : `: nobody had it after ${span(step.after)}`;
  const why = `${route.name}, ${whomInWords(state, step.to)}${late}`;
  for (const channel of channelsOf(state, step)) {
    for (const person of channel.personal ? peopleMeant(state, step.to) : [null])
      tell(state, incident, channel, person, why, step.after > 0, effects);
  }
}

const channelsOf = ({ settings }: State, step: StepSetting): ChannelSetting[] =>
  alertingOf(settings).channels.filter(({ id }) => step.channels.includes(id));

function tell(
  state: State,
  incident: Incident,
  channel: ChannelSetting,
  person: string | null,
  why: string,
  further: boolean,
  effects: Effect[],
): void {
  const wanted = {
    channel: channel.id,
    person,
    about: { kind: 'incident', incident: incident.id } as const,
    why,
    version: incident.version,
    rings: true,
  };
  if (state.alerting.deliveries.has(deliveryId(wanted))) return;
  const delivery = deliver(state, wanted, effects);
  if (further) ring(state, person ?? '-', incident);
  holdOrRing(state, channel, delivery, incident);
}

function holdOrRing(state: State, channel: ChannelSetting, delivery: Delivery, incident: Incident): void {
  const held = heldUntil(state, channel, incident.severity);
  // A cap is about what rings: that it is over may always be told.
  if (held && (delivery.rings || held.by === 'quiet')) holdBack(delivery, held);
  else if (delivery.rings) countRing(state, channel);
}

/** Who was told of an incident hears how it goes on; while a silence covers it, only that it is over. */
function passOnNews(state: State, effects: Effect[]): void {
  const { alerting, settings } = state;
  const closed = new Map(alerting.closed.map((incident) => [incident.id, incident]));
  for (const delivery of alerting.deliveries.values()) {
    if (delivery.about.kind !== 'incident') continue;
    const incident = alerting.open.get(delivery.about.incident)?.incident ?? closed.get(delivery.about.incident);
    if (!incident || incident.version <= delivery.wanted || incident.silenced) continue;
    const rings = incident.news.some((news) => news.version > delivery.wanted && news.rings);
    const waits = delivery.state === 'waiting' || delivery.state === 'held';
    update(state, delivery, incident.version, rings, effects);
    const channel = alertingOf(settings).channels.find(({ id }) => id === delivery.channel);
    // What waits is held or counted already.
    if (channel && !waits && delivery.state === 'waiting') holdOrRing(state, channel, delivery, incident);
  }
}
