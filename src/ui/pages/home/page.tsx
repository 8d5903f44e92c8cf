/** Home: the house at a glance, and every room of it. */
import { useEffect } from 'preact/hooks';
import { Announcements } from '../../announce.tsx';
import { Chip, Spinner } from '../../components/notice.tsx';
import { isFirstPictureDone, useFirstPicture } from '../../first-picture.ts';
import { temperature } from '../../format.ts';
import { dhw, house, outdoorTempC, system, zones } from '../../live.ts';
import { nowMs } from '../../now.ts';
import { common } from '../../strings/common.ts';
import { home as words } from '../../strings/home.ts';
import { units } from '../../units.ts';
import { houseSentence } from '../../zone-look.ts';
import { Faults } from './faults.tsx';
import { DhwCard } from './dhw-card.tsx';
import { HouseMode } from './house-mode.tsx';
import { Notices } from './notices.tsx';
import { SetUp } from './set-up.tsx';
import { ZoneCard } from './zone-card.tsx';

/** By the clock of who looks at it. */
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
          <span class="hello">{greeting(new Date(nowMs.value).getHours())}</span> {name}
        </h1>
        {zones.value.length > 0 && <p>{houseSentence(zones.value)}</p>}
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

export function HomePage() {
  useFirstPicture(house.value !== undefined);
  const seen = isFirstPictureDone.value ? zones.value : zones.value.slice(0, FIRST_ZONES);
  useEffect(() => {
    document.title = common.product;
  }, []);
  if (house.value === undefined) return <Spinner label={common.loading} />;
  return (
    <div class="home stack">
      <Announcements />
      <Glance />
      <Notices />
      <Faults />
      {zones.value.length === 0 && <SetUp />}
      <div class="tiles">
        {seen.map((zone) => (
          <ZoneCard key={zone.zoneId} zone={zone} />
        ))}
        {dhw.value !== undefined && <DhwCard tank={dhw.value} />}
      </div>
    </div>
  );
}
