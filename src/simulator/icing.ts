/** Ice on the outdoor coil: it comes of damp air on a coil below freezing, and is thawed with heat of the water. */
import { MINUTE_MS } from '../domain/units.ts';
import { saturationGPerKg } from './room.ts';

export interface Icing {
  /** How far the coil is iced, from 0 to 1, at which it is thawed. */
  readonly iced: number;
  /** What is left of the defrost; 0 where there is none. */
  readonly defrostLeftMs: number;
}

/** The coil is so much colder than the air. */
export const EVAPORATOR_K = 6;
/** Running time in which the coil ices up from air that leaves it a gram of water per kg. */
const ICING_MS = 60 * MINUTE_MS;
const DEFROST_MS = 4 * MINUTE_MS;

/** Water that the air leaves on the coil as ice, g/kg. */
function frostGPerKg(airC: number, dewPointC: number): number {
  const coilC = airC - EVAPORATOR_K;
  if (coilC >= 0) return 0;
  return Math.max(0, saturationGPerKg(Math.min(airC, dewPointC)) - saturationGPerKg(coilC));
}

/** How far it has come after the step; `air` is that which passes the coil, if it is heat that is made of it. */
export function icingNext(
  state: Icing,
  air: { readonly outdoorTempC: number; readonly outdoorDewPointC: number } | undefined,
  dtMs: number,
): Icing {
  if (state.defrostLeftMs > 0) {
    return { iced: 0, defrostLeftMs: Math.max(0, state.defrostLeftMs - dtMs) };
  }
  const frostG = air === undefined ? 0 : frostGPerKg(air.outdoorTempC, air.outdoorDewPointC);
  const iced = state.iced + (frostG * dtMs) / ICING_MS;
  return iced >= 1 ? { iced: 0, defrostLeftMs: DEFROST_MS } : { iced, defrostLeftMs: 0 };
}
