/** The faults that are active: those that devices report, and those that the hub finds by itself. */
import type { Device } from '../app/devices/device-registry.ts';
import type { Faults } from '../app/faults/faults.ts';
import type { Fault } from '../domain/equipment/reading.ts';
import { LIMITS } from '../domain/limits.ts';
import type { SampleColumn } from './columns.ts';
import { family, series } from './family.ts';
import type { Section } from './section.ts';

export interface FoundFaultSources {
  readonly faults: Pick<Faults, 'found'>;
}

const FAULT = family(
  'gauge',
  'aris_device_fault_active',
  'A fault that is active: 1 for as long as it is.',
  ['device', 'kind', 'code', 'severity'],
);
/** In place of codes beyond those that are told apart. */
const OTHER_CODE = 'other';

/**
 * The faults of each device. Their codes are the devices' own, and one that makes up ever new ones must not make ever
 * new series: so many are told apart, in all the hub's life, and no more.
 */
export function faultColumn(faults: Pick<Faults, 'of'>): SampleColumn<Device> {
  const codes = new Set<string>();
  function labelOf({ code }: Fault): string {
    if (codes.size < LIMITS.metricFaultCodes) codes.add(code);
    return codes.has(code) ? code : OTHER_CODE;
  }
  return {
    family: FAULT,
    cell: (labels) => (device) => {
      const active = faults.of(device.ref);
      if (active.length === 0) return '';
      const lines = active.map(
        (fault) => `${series(FAULT, ...labels, labelOf(fault), fault.severity)}1\n`,
      );
      return [...new Set(lines)].join('');
    },
  };
}

const FOUND = family(
  'gauge',
  'aris_found_fault_active',
  'A fault that the hub finds by itself: 1 for as long as it stands.',
  ['source', 'object_id', 'code', 'severity'],
);

/** Their codes are a closed set, and no more of them stand than `LIMITS.foundFaults`. */
export const foundFaultSection = ({ faults }: FoundFaultSources): Section => ({
  families: [FOUND],
  write(page) {
    page.begin(FOUND);
    for (const { source, objectId, code, severity } of faults.found())
      page.sample(series(FOUND, source, objectId, code, severity), 1);
  },
});
