/** A room's temperature and for how long, over the page that it was tapped on. */
import { Dialog } from '../../components/dialog.tsx';
import { zones } from '../../live.ts';
import { stillZones } from '../../still-water.ts';
import { activityOf } from '../../zone-look.ts';
import { ZoneSetpoints } from '../../zone-parts.tsx';
import { HoldChoices } from './hold-choices.tsx';
import { Now } from './thermostat.tsx';

export function ZoneSheet({ zoneId, onClose }: { zoneId: string; onClose: () => void }) {
  const zone = zones.value.find((one) => one.zoneId === zoneId);
  if (zone === undefined) return null;
  return (
    <Dialog title={zone.friendlyName} onClose={onClose}>
      <div class={`sheet thermostat ${activityOf(zone, stillZones.value)}`}>
        <Now zone={zone} />
        <div class="asked">
          <ZoneSetpoints zone={zone} />
        </div>
        <HoldChoices zone={zone} onDone={onClose} />
      </div>
    </Dialog>
  );
}
