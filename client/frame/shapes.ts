/** A meaning that is told by shape as well as by colour. */
export type ShapeKind = 'critical' | 'high' | 'medium' | 'fine' | 'calm' | 'blind' | 'learning' | 'rising' | 'falling' | 'copies';

/** Outlines in a box of 24 by 24, to be filled even-odd. */
export const PATHS: Record<ShapeKind, string> = {
  critical: 'M12 1 L23 12 L12 23 L1 12 Z',
  high: 'M12 2.5 L22.5 21.5 L1.5 21.5 Z',
  medium: 'M3.5 3.5 H20.5 V20.5 H3.5 Z',
  fine: 'M12 4.5 a7.5 7.5 0 1 1 0 15 a7.5 7.5 0 1 1 0 -15 Z',
  calm: 'M12 4.5 a7.5 7.5 0 1 1 0 15 a7.5 7.5 0 1 1 0 -15 Z',
  blind: 'M3 3 H21 V21 H3 Z M5.5 5.5 V18.5 H18.5 V5.5 Z M5.5 15.5 L15.5 5.5 H18.5 V8.5 L8.5 18.5 H5.5 Z',
  learning: 'M12 3 a9 9 0 1 1 0 18 a9 9 0 1 1 0 -18 Z M12 6.5 a5.5 5.5 0 1 0 0 11 a5.5 5.5 0 1 0 0 -11 Z',
  rising: 'M12 4 L22 20 H2 Z',
  falling: 'M12 20 L2 4 H22 Z',
  copies: 'M2 2 H15 V6 H6 V15 H2 Z M9 9 H22 V22 H9 Z',
};
