/** What is set where nobody has set it, by what the house is made of. */
import type { House } from './house.ts';
import { DEFAULT_SETTINGS, type HouseSettings } from './settings.ts';

/**
 * Radiators want hotter water than fan coils and floors: by the measured weeks (test/simulator/RESULTS.md) a fan coil's
 * curve leaves rooms with radiators kelvins too cold.
 */
const WITH_RADIATORS: HouseSettings = {
  ...DEFAULT_SETTINGS,
  curveColdSupplyC: 54,
  curveMildSupplyC: 30,
};

/** A valve that is told a setpoint sits on a radiator; what a relay opens is a floor as a rule. */
export const houseDefaults = ({ zones, bindings = [] }: Pick<House, 'zones' | 'bindings'>) =>
  bindings.some(
    ({ id, kind, setpoint }) =>
      setpoint !== undefined &&
      kind === 'fcu' &&
      zones.some(({ terminals }) => terminals.includes(id)),
  )
    ? WITH_RADIATORS
    : DEFAULT_SETTINGS;
