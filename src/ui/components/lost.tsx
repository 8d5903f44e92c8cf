import { clockTime } from '../format.ts';
import { asOfMs, connection } from '../stream.ts';
import { common } from '../strings/common.ts';
import { Icon } from './icon.tsx';

/** Says that the hub does not answer, and of when what is shown is. */
export function Lost() {
  if (connection.value !== 'lost') return null;
  const at = asOfMs.value;
  return (
    <div class="lost" role="alert">
      <Icon name="warn" />
      {common.lost(at === undefined ? undefined : clockTime(new Date(at).toISOString()))}
    </div>
  );
}
