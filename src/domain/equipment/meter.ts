import { ACTIVE_FAULTS, lifetimeMeter, type ReadingTable } from './reading.ts';

/** A meter of electricity or heat: which of them, the house file says. */
export const METER_READINGS = {
  powerKw: {
    type: 'number',
    unit: 'kW',
    // What is fed into the grid counts below 0.
    min: -1_000,
    max: 1_000,
    name: 'Power',
    help: 'Power through the meter',
  },
  energyKwh: lifetimeMeter('Energy', 'Energy that the meter has counted'),
  activeFaults: ACTIVE_FAULTS,
} as const satisfies ReadingTable;
