/** One zone: its thermostat, what it was, and its week. */
import { Announcements } from '../../announce.tsx';
import { Icon } from '../../components/icon.tsx';
import { Spinner } from '../../components/notice.tsx';
import { Missing, PageHead } from '../../components/page.tsx';
import { house, zones } from '../../live.ts';
import { common } from '../../strings/common.ts';
import { zone as words } from '../../strings/zone.ts';
import { HistoryCard } from './history-card.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { HoldCard, Thermostat } from './thermostat.tsx';

export function ZonePage({ zoneId }: { zoneId: string }) {
  if (house.value === undefined) return <Spinner label={common.loading} />;
  const zone = zones.value.find((one) => one.zoneId === zoneId);
  if (zone === undefined) return <Missing text={words.missing} />;
  return (
    <>
      <Announcements />
      <a class="back" href="/">
        <Icon name="back" />
        {words.back}
      </a>
      <PageHead title={zone.friendlyName} />
      <div class="zone-page">
        <div class="stack">
          <Thermostat zone={zone} />
          <HistoryCard zoneId={zoneId} />
        </div>
        <div class="stack">
          <HoldCard zone={zone} />
          <ScheduleCard zone={zone} />
        </div>
      </div>
    </>
  );
}
