import type { Drill, DrillBrief, DrillPage, DrillRequest } from '../../shared/drill.ts';
import { ask, sent } from '../travel/api.ts';

const DRILLS = '/api/v1/drills';

/** All of these ask the server of now, also from within a drill. They throw errors in words. */
export const askDrills = (): Promise<DrillPage> => ask(DRILLS);
export const askDrill = (id: string): Promise<DrillBrief> => ask(`${DRILLS}/${encodeURIComponent(id)}`);
export const beginDrill = (request: DrillRequest): Promise<Drill> => ask(DRILLS, sent(request));
export const endDrill = (id: string): Promise<Drill> => ask(`${DRILLS}/${encodeURIComponent(id)}/end`, { method: 'POST' });
