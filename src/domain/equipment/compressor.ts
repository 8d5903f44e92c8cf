/** What a machine with a compressor says of its work: the HCU of the plant as a whole, an outdoor unit of itself. */
import { LIMITS } from '../limits.ts';
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

/** What the hub counts of it, where it is told whether it runs. */
export const COMPRESSOR_COUNTS = {
  compressorStarts: {
    type: 'integer',
    min: 0,
    max: LIMITS.compressorStarts,
    stands: true,
    rises: true,
    name: 'Compressor starts',
    help: 'How often the compressor has started',
  },
  compressorRunHours: {
    type: 'number',
    unit: 'h',
    min: 0,
    max: LIMITS.compressorRunHours,
    stands: true,
    rises: true,
    name: 'Compressor running time',
    help: 'How long the compressor has run',
  },
} as const satisfies ReadingTable;
