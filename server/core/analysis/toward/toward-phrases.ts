import { COMPARING } from './comparing-phrases.ts';
import { HAPPENINGS } from './happening-phrases.ts';
import { SIDING } from './siding-phrases.ts';

/** Everything that tells who is praised and who is blamed where a post names several. */
export const RELATIONS = { ...COMPARING, ...SIDING, ...HAPPENINGS };
