/** What a device says that cannot be, and is left out: in words, with what it said. */
import type { RefusedReading } from '../../domain/equipment/refused.ts';
import { clockTime } from '../format.ts';
import { devices } from '../strings/devices.ts';
import { readings as readingWords } from '../strings/readings.ts';
import { Icon } from './icon.tsx';

const words = devices.refused;

const labelOf = (field: string) => words.fields[field] ?? readingWords.fields[field] ?? field;

export function Refused({ refused = [] }: { refused?: readonly RefusedReading[] | undefined }) {
  if (refused.length === 0) return null;
  return (
    <ul class="refused small" aria-label={words.title}>
      {refused.map(({ field, value, reason, sinceTs }) => (
        <li key={field}>
          <Icon name="warn" />
          <span>{words.line(labelOf(field), value, reason, clockTime(sinceTs))}</span>
        </li>
      ))}
    </ul>
  );
}
