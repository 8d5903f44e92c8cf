/** Home: the house at a glance, and every room of it. */
import { computed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Announcements } from '../../announce.tsx';
import { Chip, Spinner } from '../../components/notice.tsx';
import { isFirstPictureDone, useFirstPicture } from '../../first-picture.ts';
import { temperature } from '../../format.ts';
import { wallTime } from '../../house-time.ts';
import { dhw, house, outdoorTempC, system, zoneIds, zones } from '../../live.ts';
import { houseZone, nowMs } from '../../now.ts';
import { stillZones } from '../../still-water.ts';
import { common } from '../../strings/common.ts';
import { home as words } from '../../strings/home.ts';
import { units } from '../../units.ts';
import { houseSentence } from '../../zone-look.ts';
import { useZoneTrends } from '../../zone-trends.ts';
import { Faults } from './faults.tsx';
import { DhwCard } from './dhw-card.tsx';
import { HouseMode } from './house-mode.tsx';
import { Notices } from './notices.tsx';
import { SetUp } from './set-up.tsx';
import { ZoneCard } from './zone-card.tsx';

/** By the house's clock. */
function greeting(hour: number): string {
  const { night, morning, day, evening } = words.greeting;
  if (hour < 5 || hour >= 23) return night;
  return hour < 11 ? morning : hour < 18 ? day : evening;
}

/** What the grid or the roof makes of it, where that is out of the ordinary. */
function Energy({ level }: { level: number | undefined }) {
  if (level === 1)
    return (
      <Chip tone="warn" icon="bolt">
        {words.gridWaits}
      </Chip>
    );
  if (level === undefined || level < 3) return null;
  return (
    <Chip tone="good" icon="leaf">
      {words.spareEnergy}
    </Chip>
  );
}

function Glance() {
  const { name = common.product, surplus, powerLimit, virtual } = system.value ?? {};
  return (
    <section class="card glance" aria-labelledby="greeting">
      <div class="words">
        <h1 id="greeting">
          <span class="hello">
            {greeting(Number(wallTime(nowMs.value, houseZone.value).slice(11, 13)))}
          </span>{' '}
          {name}
        </h1>
        {zones.value.length > 0 && <p>{houseSentence(zones.value, stillZones.value)}</p>}
      </div>
      {outdoorTempC.value !== undefined && (
        <p class="outdoors">
          <strong>{temperature(outdoorTempC.value, units.value)}</strong>
          <span class="muted small">{words.outdoors}</span>
        </p>
      )}
      <div class="row chips">
        <Energy level={surplus?.effective} />
        {powerLimit !== undefined && (
          <Chip tone="warn" icon="bolt">
            {words.powerLimit(powerLimit.askedKw)}
          </Chip>
        )}
        {virtual === true && <Chip icon="info">{words.virtual}</Chip>}
      </div>
      <HouseMode />
    </section>
  );
}

/** As many as a phone shows: in the first picture there are no more. */
const FIRST_ZONES = 3;

/** Whether the hub has told of the house: that it has is all that the page as a whole looks at. */
const isTold = computed(() => house.value !== undefined);
const hasTank = computed(() => dhw.value !== undefined);

export function HomePage() {
  useFirstPicture(isTold.value);
  useZoneTrends();
  const seen = isFirstPictureDone.value ? zoneIds.value : zoneIds.value.slice(0, FIRST_ZONES);
  useEffect(() => {
    document.title = common.product;
  }, []);
  if (!isTold.value) return <Spinner label={common.loading} />;
  return (
    <div class="home stack">
      <Announcements />
      <Glance />
      <Notices />
      <Faults />
      {zoneIds.value.length === 0 && <SetUp />}
      <div class="tiles">
        {seen.map((zoneId) => (
          <ZoneCard key={zoneId} zoneId={zoneId} />
        ))}
        {hasTank.value && <DhwCard />}
      </div>
    </div>
  );
}
