/** What water is made for. */

/** Two pipes carry either warm water or cold. */
export type Direction = 'heat' | 'cool';

/** For whom the source works: the circuit one way or the other, or the hot water tank. */
export type Work = Direction | 'hot_water' | 'none';
