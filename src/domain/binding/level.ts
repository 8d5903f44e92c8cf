/**
 * How far control may go with a machine of another make: only watch it, nudge it (a shift of its curve, SG-Ready, the
 * target of its tank; it keeps its own control), or steer it (water and on/off; it protects itself).
 */
export const LEVELS = ['watch', 'nudge', 'steer'] as const;
export type Level = (typeof LEVELS)[number];

/** Whether what goes with `needed` may be done at `level`. */
export const reaches = (level: Level, needed: Level): boolean =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(needed);
