/** What the hub has found wrong with a device, beside it: what it is, what to do, and since when. */
import type { FaultView } from '../../app/faults/faults.ts';
import { clockTime } from '../format.ts';
import { faultText } from '../said.ts';
import { devices } from '../strings/devices.ts';
import { Icon } from './icon.tsx';

const words = devices.found;

/** @param reported codes that the device reports itself, which are told with its readings */
export const foundOf = (
  faults: readonly FaultView[],
  kind: string,
  id: string,
  reported: readonly string[] = [],
): readonly FaultView[] =>
  faults.filter(
    ({ source, objectId, code }) => source === kind && objectId === id && !reported.includes(code),
  );

export function Found({ faults }: { faults: readonly FaultView[] }) {
  if (faults.length === 0) return null;
  return (
    <ul class="refused small" aria-label={words.title}>
      {faults.map((fault) => (
        <li key={fault.code}>
          <Icon name="warn" />
          <span>{words.line(faultText(fault).replace(/\.$/, ''), clockTime(fault.sinceTs))}</span>
        </li>
      ))}
    </ul>
  );
}
