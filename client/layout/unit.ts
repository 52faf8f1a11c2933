/** Below this width in CSS pixels a screen is held in a hand. */
export const PHONE_WIDTH = 600;
/** On a phone the eye is near: 31u are 17 px. */
const PHONE_UNIT = 0.55;
/** The size and distance at which 31u are 16 minutes of arc on a screen of 16:9. */
const REFERENCE = { inches: 55, metres: 3 };
/** Text never shrinks below this share of the reference, however near the seat, nor grows beyond what leaves room for a panel. */
const SCALE = { least: 0.75, most: 2 };

export interface Size {
  width: number;
  height: number;
}

export interface Unit {
  /** CSS pixels of one u. */
  u: number;
  phone: boolean;
}

/** How much larger text must stand on this screen, seen from its farthest seat, than on the reference. */
export function distanceScale(screen?: { inches: number; metres: number }): number {
  if (!screen || !(screen.inches > 0) || !(screen.metres > 0)) return 1;
  const scale = (screen.metres / REFERENCE.metres) * (REFERENCE.inches / screen.inches);
  return Math.min(SCALE.most, Math.max(SCALE.least, scale));
}

/** The one unit that sizes everything: the shorter side over 1080, times the distance scale. */
export function unitFor(size: Size, screen?: { inches: number; metres: number }): Unit {
  if (size.width < PHONE_WIDTH) return { u: PHONE_UNIT, phone: true };
  return { u: (Math.min(size.width, size.height) / 1080) * distanceScale(screen), phone: false };
}
