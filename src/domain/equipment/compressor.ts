/** What a machine with a compressor says of its work: the HCU of the plant as a whole, an outdoor unit of itself. */
import { metered, type ReadingTable } from './reading.ts';

export const COP_MAX = 20;

export const COMPRESSOR_READINGS = {
  thermalPowerKw: {
    type: 'number',
    unit: 'kW',
    min: -200,
    max: 200,
    name: 'Thermal power',
    help: 'Thermal output',
  },
  electricalPowerKw: metered('kW', 100, 'Electrical power', 'Electrical input'),
  copInstant: {
    type: 'number',
    min: 0,
    max: COP_MAX,
    name: 'COP',
    help: 'Thermal over electrical power, only while running',
  },
} as const satisfies ReadingTable;
