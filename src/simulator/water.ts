/** Heat carried by water, and the layered tanks that store it. */

/** Heat capacity of a litre of water, J/(L·K). */
export const WATER_J_PER_LK = 4_186;
/** Where pipes and tanks stand. */
export const AMBIENT_C = 20;

/** Temperatures of equal layers, °C, top first. */
export type Layers = readonly [topC: number, midC: number, bottomC: number];

export const meanC = ([topC, midC, bottomC]: Layers): number => (topC + midC + bottomC) / 3;

/** Another value for each of the layers. */
export const each = (
  [top, mid, bottom]: Layers,
  next: (value: number, at: 0 | 1 | 2) => number,
): Layers => [next(top, 0), next(mid, 1), next(bottom, 2)];

/** Water enters at the bottom and pushes the layers up; the top leaves. */
export function pushUp(layers: Layers, inletC: number, liters: number, layerL: number): Layers {
  const [topC, midC, bottomC] = layers;
  const share = Math.min(1, liters / layerL);
  return [
    topC + share * (midC - topC),
    midC + share * (bottomC - midC),
    bottomC + share * (inletC - bottomC),
  ];
}

/** Water enters at the top and pushes the layers down; the bottom leaves. */
export function pushDown(layers: Layers, inletC: number, liters: number, layerL: number): Layers {
  const [topC, midC, bottomC] = layers;
  const [newBottomC, newMidC, newTopC] = pushUp([bottomC, midC, topC], inletC, liters, layerL);
  return [newTopC, newMidC, newBottomC];
}

/** Warm water rises: layers warmer than those above mix with them. Keeps the sum, and so the energy. */
export function settle(layers: Layers): Layers {
  const [topC, midC, bottomC] = layers;
  const evenC = meanC(layers);
  if (midC > topC) {
    const upperC = (topC + midC) / 2;
    return upperC >= bottomC ? [upperC, upperC, bottomC] : [evenC, evenC, evenC];
  }
  if (bottomC > midC) {
    const lowerC = (midC + bottomC) / 2;
    return lowerC <= topC ? [topC, lowerC, lowerC] : [evenC, evenC, evenC];
  }
  return layers;
}

/** Moves `valueC` towards `goalC` as a body with the time constant does. */
export function approach(valueC: number, goalC: number, dtMs: number, timeConstantMs: number) {
  return goalC + (valueC - goalC) * Math.exp(-dtMs / timeConstantMs);
}

export const clamp = (value: number, min: number, max: number): number =>
  Math.min(max, Math.max(min, value));
