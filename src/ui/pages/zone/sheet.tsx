/** A room's temperature and for how long, over the page that it was tapped on. */
import { activityIn } from '../../activity.ts';
import { Dialog } from '../../components/dialog.tsx';
import { zones } from '../../live.ts';
import { ZoneSetpoints } from '../../zone-parts.tsx';
import { HoldChoices } from './hold-choices.tsx';
import { Now } from './thermostat.tsx';

export function ZoneSheet({ zoneId, onClose }: { zoneId: string; onClose: () => void }) {
  const zone = zones.value.find((one) => one.zoneId === zoneId);
  if (zone === undefined) return null;
  return (
    <Dialog title={zone.friendlyName} onClose={onClose}>
      <div class={`sheet thermostat ${activityIn(zoneId)}`}>
        <Now zone={zone} />
        <div class="asked">
          <ZoneSetpoints zone={zone} />
        </div>
        <HoldChoices zone={zone} onDone={onClose} />
      </div>
    </Dialog>
  );
}
