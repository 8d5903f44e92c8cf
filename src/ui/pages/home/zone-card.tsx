/** A room at a glance, and the few things that people change daily. */
import { useComputed } from '@preact/signals';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { activityIn, LOOKS } from '../../activity.ts';
import { Icon } from '../../components/icon.tsx';
import { Chip } from '../../components/notice.tsx';
import { isFirstPictureDone } from '../../first-picture.ts';
import { zones } from '../../live.ts';
import { nowMs } from '../../now.ts';
import { zonePath } from '../../place.ts';
import { mayCommand } from '../../session.ts';
import { reasonText } from '../../said.ts';
import { home } from '../../strings/home.ts';
import { whyText } from '../../zone-look.ts';
import { ModeSelect, Until, ZoneAir, ZoneSetpoints } from '../../zone-parts.tsx';
import { CompactCard } from './compact-card.tsx';
import { Sparkline } from './sparkline.tsx';
import { ZoneTemp } from './zone-temp.tsx';

const words = home.zone;

export function ZoneCard({ zoneId, isCompact }: { zoneId: string; isCompact: boolean }) {
  // Drawn anew with this room alone: a house of forty that all report would draw forty cards for each.
  const zone = useComputed(() => zones.value.find((one) => one.zoneId === zoneId)).value;
  if (zone === undefined) return null;
  return isCompact ? <CompactCard zone={zone} /> : <Card zone={zone} />;
}

function Card({ zone }: { zone: ZoneView }) {
  const { zoneId, friendlyName, reason } = zone;
  const activity = useComputed(() => activityIn(zoneId)).value;
  // The first time to be shown on the house's clocks takes a slow phone a quarter of a second.
  const why = isFirstPictureDone.value
    ? whyText(reason, nowMs.value)
    : reason && reasonText(reason);
  return (
    <article class={`card zone-card ${activity}`} aria-label={friendlyName}>
      <header>
        <h2>
          <a href={zonePath(zoneId)}>
            {friendlyName}
            <Icon name="next" size={18} />
          </a>
        </h2>
        {mayCommand() && <ModeSelect zone={zone} />}
      </header>
      <div class="now">
        <ZoneTemp zone={zone} />
        <Sparkline zoneId={zoneId} />
        <Chip tone={LOOKS[activity].tone} icon={LOOKS[activity].icon}>
          {words.activity[activity]}
        </Chip>
      </div>
      {why !== undefined && <p class="why">{why}</p>}
      <ZoneAir zone={zone} />
      <div class="asked">
        <ZoneSetpoints zone={zone} />
      </div>
      <div class="until">
        <Until zone={zone} />
      </div>
    </article>
  );
}
