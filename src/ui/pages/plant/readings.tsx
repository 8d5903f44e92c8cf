import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { Found } from '../../components/found.tsx';
import { Chip } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { Refused } from '../../components/refused.tsx';
import { attempt } from '../../failure.ts';
import { clockTime } from '../../format.ts';
import type { ShownHouse } from '../../live.ts';
import { hubNowMs } from '../../now.ts';
import { may } from '../../session.ts';
import { readings as words } from '../../strings/readings.ts';
import { units } from '../../units.ts';
import { Level } from '../../levels/level.tsx';
import { readingsOf, type DeviceReadings } from './device-readings.ts';

function FilterChanged({ id, name }: { id: string; name: string }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{words.filter.button}</Button>
      {isAsking && (
        <Confirm
          title={words.filter.title}
          text={words.filter.text(name)}
          action={words.filter.go}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            const path = `/api/fcus/${encodeURIComponent(id)}/filter-reset`;
            await attempt(() => api('POST', path));
          }}
        />
      )}
    </>
  );
}

function Device({ device }: { device: DeviceReadings }) {
  const { kind, id, name, room, isOnline, lastSeen, hasFault, found, refused, control, facts } =
    device;
  const { isLowered, hasFilter } = device;
  const isOfNote = !isOnline || hasFault || found.length + refused.length > 0 || isLowered;
  return (
    <details class="device" open={isOfNote}>
      <summary>
        <h3>{name}</h3>
        {hasFault ? (
          <Chip tone="bad" icon="warn">
            {words.faulty}
          </Chip>
        ) : (
          <Chip tone={isOnline ? 'good' : 'warn'}>{isOnline ? words.online : words.offline}</Chip>
        )}
      </summary>
      {room !== undefined && room !== name && <p class="muted small">{room}</p>}
      {!isOnline && lastSeen !== undefined && (
        <p class="muted small">
          {words.offline} {words.since(clockTime(lastSeen))}
        </p>
      )}
      {facts.length === 0 ? (
        <p class="muted small">{words.nothing}</p>
      ) : (
        <dl class="facts small">
          {facts.map(({ label, value }) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {control !== undefined && <Level kind={kind} id={id} control={control} />}
      <Found faults={found} />
      <Refused refused={refused} />
      {hasFilter && may('equipment:full') && (
        <div class="row">
          <FilterChanged id={id} name={name} />
        </div>
      )}
    </details>
  );
}

export function Readings({ house }: { house: ShownHouse }) {
  const all = readingsOf(house, units.value, hubNowMs());
  if (all.length === 0) return null;
  return (
    <Card title={words.title}>
      <div class="devices">
        {all.map((device) => (
          <Device key={`${device.kind}/${device.id}`} device={device} />
        ))}
      </div>
    </Card>
  );
}
