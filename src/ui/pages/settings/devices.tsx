/** What the house has, and whether the hub hears of it. */
import { useEffect } from 'preact/hooks';
import type { DeviceView } from '../../../app/devices/device-list.ts';
import { Found, foundOf } from '../../components/found.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Chip, Notice } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { Refused } from '../../components/refused.tsx';
import { fromNow } from '../../format.ts';
import { KINDS } from '../../kinds.ts';
import { house, newestEvent, zones } from '../../live.ts';
import { may } from '../../session.ts';
import { kinds } from '../../strings/kinds.ts';
import { settings } from '../../strings/settings.ts';
import { Loaded, useResource } from '../../resource.tsx';
import { NotYours, Section } from './section.tsx';

const words = settings.devices;
/** When each was last heard of changes all the time: it is read again so often. */
const REFRESH_MS = 30_000;

export interface DeviceList {
  readonly equipment: readonly DeviceView[];
}

const iconOf = (kind: DeviceView['kind']): IconName =>
  kind === 'sensor' ? 'thermometer' : KINDS[kind].icon;

const roomsOf = ({ zones: zoneIds = [] }: DeviceView) =>
  zoneIds
    .map((zoneId) => zones.value.find((zone) => zone.zoneId === zoneId)?.friendlyName ?? zoneId)
    .join(', ');

const whatOf = ({ kind, terminal }: DeviceView) => kinds[terminal ?? kind].name;

/** Its own name; else the room that it is in; else what it is. */
function nameOf(device: DeviceView): string {
  const { friendlyName } = device;
  if (friendlyName !== undefined) return friendlyName;
  return roomsOf(device) || whatOf(device);
}

function Device({ device }: { device: DeviceView }) {
  const { kind, id, online, lastSeenTs, refused } = device;
  const about = [whatOf(device), id].filter((text) => text !== nameOf(device));
  return (
    <li class="row">
      <span class={online ? 'disc' : 'disc away'}>
        <Icon name={iconOf(kind)} />
      </span>
      <div class="grow">
        <p>
          <strong>{nameOf(device)}</strong>
        </p>
        <p class="muted small">{about.join(' · ')}</p>
        <p class="muted small">
          {lastSeenTs === undefined ? words.neverSeen : words.seen(fromNow(lastSeenTs))}
        </p>
      </div>
      <Chip tone={online ? 'good' : 'bad'} icon={online ? 'check' : 'warn'}>
        {online ? words.online : words.offline}
      </Chip>
      <Found faults={foundOf(house.value?.faults ?? [], kind, id)} />
      <Refused refused={refused} />
    </li>
  );
}

/** Those that are not there first. */
const inOrder = (devices: readonly DeviceView[]) =>
  [...devices].sort((a, b) => Number(a.online) - Number(b.online));

function Group({ title, devices }: { title: string; devices: readonly DeviceView[] }) {
  if (devices.length === 0) return null;
  return (
    <Card title={title}>
      <ul class="list" aria-label={title}>
        {inOrder(devices).map((device) => (
          <Device key={`${device.kind}/${device.id}`} device={device} />
        ))}
      </ul>
    </Card>
  );
}

function Devices({ all }: { all: readonly DeviceView[] }) {
  const offline = all.filter(({ online }) => !online).length;
  const isOfRoom = ({ kind }: DeviceView) => kind === 'sensor' || kind === 'fcu';
  if (all.length === 0) return <p class="empty">{words.none}</p>;
  return (
    <>
      <div role="status">
        <Notice tone={offline === 0 ? 'good' : 'warn'} icon={offline === 0 ? 'check' : 'warn'}>
          {offline === 0 ? words.allOnline : words.someOffline(offline)}
        </Notice>
      </div>
      <div class="settings-two">
        <Group title={words.rooms} devices={all.filter(isOfRoom)} />
        <Group title={words.plant} devices={all.filter((device) => !isOfRoom(device))} />
      </div>
    </>
  );
}

export function DevicesPage() {
  const isSeen = may('equipment:read');
  const list = useResource<DeviceList>(isSeen ? '/api/equipment' : undefined);
  const latest = newestEvent.value;
  useEffect(() => {
    const isNews =
      latest?.type.startsWith('device_') === true || latest?.type === 'reading_refused';
    if (isNews) void list.reload();
  }, [latest]);
  useEffect(() => {
    const timer = setInterval(() => void list.reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [list.reload]);
  return (
    <Section
      title={words.title}
      intro={words.intro}
      actions={
        may('settings:read') && (
          <a class="button" href="/settings/found">
            <Icon name="search" />
            {words.look}
          </a>
        )
      }
    >
      {isSeen ? (
        <Loaded what={words.title} of={list}>
          {({ equipment }) => <Devices all={equipment} />}
        </Loaded>
      ) : (
        <NotYours text={words.notYours} />
      )}
    </Section>
  );
}
