/** Numbers as Home Assistant publishes them. */

/** A temperature that was set in °F, where the entity's unit is °C. */
export const celsiusOf = (tempF: number): number => (tempF - 32) / 1.8;

/** As Python writes a float: the shortest digits that mean it, and a decimal where it is whole. */
export const pythonText = (value: number): string =>
  Number.isInteger(value) ? value.toFixed(1) : String(value);
