/** Home: the house at a glance, and every room of it. */
import { computed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { activities, houseSentence } from '../../activity.ts';
import { Announcements } from '../../announce.tsx';
import { Chip, Spinner } from '../../components/notice.tsx';
import { isFirstPictureDone, useFirstPicture } from '../../first-picture.ts';
import { temperature } from '../../format.ts';
import { wallTime } from '../../house-time.ts';
import { others } from '../load-others.ts';
import { later } from '../../later.tsx';
import { dhw, house, outdoorTempC, roomPlaces, system, zones } from '../../live.ts';
import { houseZone, nowMs } from '../../now.ts';
import { may } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { home as words } from '../../strings/home.ts';
import { units } from '../../units.ts';
import { useZoneTrends } from '../../zone-trends.ts';
import { Faults } from './faults.tsx';
import { DhwCard } from './dhw-card.tsx';
import { HouseMode } from './house-mode.tsx';
import { Notices } from './notices.tsx';
import { Rooms } from './rooms.tsx';

const Steps = later(async () => (await others()).Steps);

/**
 * By the house's clock; in the first picture by the browser's, which is nearly always in the same place: a clock of another
 * place takes a slow phone a tenth of a second the first time.
 */
function greeting(): string {
  const atMs = nowMs.value;
  const hour = isFirstPictureDone.value
    ? Number(wallTime(atMs, houseZone.value).slice(11, 13))
    : new Date(atMs).getHours();
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

const sentence = computed(() => {
  const told = house.value;
  if (told === undefined || zones.value.length === 0) return undefined;
  return houseSentence({ ...told, zones: zones.value }, activities.value);
});

function Glance() {
  const { name = common.product, surplus, powerLimit, virtual } = system.value ?? {};
  return (
    <section class="card glance" aria-labelledby="greeting">
      <div class="words">
        <h1 id="greeting">
          <span class="hello">{greeting()}</span> {name}
        </h1>
        {sentence.value !== undefined && <p>{sentence}</p>}
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

const NoRooms = () => (may('settings:full') ? <Steps /> : <p class="empty">{words.noRooms}</p>);

/** Whether the hub has told of the house: that it has is all that the page as a whole looks at. */
const isTold = computed(() => house.value !== undefined);
const hasTank = computed(() => dhw.value !== undefined);

export function HomePage() {
  useFirstPicture(isTold.value);
  useZoneTrends();
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
      {roomPlaces.value.length === 0 && <NoRooms />}
      <Rooms last={hasTank.value && <DhwCard />} />
    </div>
  );
}
