/** Devices on the broker that the house does not have yet: what each would become, and what it says now. */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { FoundDevicesView } from '../../../app/found/found-devices-view.ts';
import type { Becoming, FoundDeviceView } from '../../../app/found/views.ts';
import { Button } from '../../components/button.tsx';
import { Snippet } from '../../components/copy.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Chip, Notice } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { fromNow } from '../../format.ts';
import { KINDS } from '../../kinds.ts';
import { hubNowMs } from '../../now.ts';
import { profileText } from '../../profile-text.ts';
import { shownReading } from '../../readings.ts';
import { may } from '../../session.ts';
import { kinds } from '../../strings/kinds.ts';
import { readings as readingWords } from '../../strings/readings.ts';
import { rooms } from '../../strings/rooms.ts';
import { settings } from '../../strings/settings.ts';
import { units } from '../../units.ts';
import { Loaded, type RemoteResource } from '../../resource.tsx';
import { AddedMachines } from './rooms/added-machines.tsx';
import { AddFound, addLabels } from './rooms/add-found.tsx';
import { useFound } from './rooms/use-found.ts';
import {
  ReplaceDialog,
  ReplaceOffer,
  replacementsOf,
  type Replacement,
} from './rooms/replace-found.tsx';
import { useHouse, type EditableHouse } from './rooms/use-house.ts';
import { NotYours, Section } from './section.tsx';

const words = settings.found;
/** Of a heat pump there are dozens. */
const VALUES_SHOWN = 6;

function iconOf({ kind }: Becoming): IconName {
  if (kind === 'fcu') return 'flame';
  return kind === 'sensor' ? 'thermometer' : KINDS[kind].icon;
}

/** What it would become, as people say it. */
function becomingText({ kind, room }: Becoming): string {
  if (kind === 'sensor') return room === undefined ? words.outdoors : words.thermometer(room);
  if (kind === 'fcu') return words.terminal;
  return kind === 'meter' ? words.meter : kinds[kind].name;
}

const labelOf = (field: string) =>
  words.fields[field] ??
  Object.entries(readingWords.fields).find(([name]) => name === field)?.[1] ??
  field;

function Values({ becoming }: { becoming: Becoming }) {
  const { values } = becoming;
  if (values.length === 0) return <p class="muted small">{words.noValue}</p>;
  const nowMs = hubNowMs();
  const [{ ts, kept } = {}] = values;
  return (
    <>
      <dl class="facts small">
        {values.slice(0, VALUES_SHOWN).map(({ field, value }) => (
          <Fragment key={field}>
            <dt>{labelOf(field)}</dt>
            <dd>{shownReading(field, value, units.value, nowMs)}</dd>
          </Fragment>
        ))}
      </dl>
      {ts !== undefined && (
        <p class="muted small">{kept ? words.kept : words.heard(fromNow(ts))}</p>
      )}
    </>
  );
}

function Becomes({ becoming }: { becoming: Becoming }) {
  const { kind, id, name, online, inHouse, refused = [] } = becoming;
  return (
    <div class="found-part">
      <span class={online === false ? 'disc away' : 'disc'}>
        <Icon name={iconOf(becoming)} />
      </span>
      <div class="grow">
        <p>{becomingText(becoming)}</p>
        {kind === 'fcu' && <p class="muted small">{name}</p>}
        {inHouse !== undefined && <p class="muted small">{words.standsAs(inHouse.id)}</p>}
        <Values becoming={becoming} />
        {refused.map(({ field, value, reason }) => (
          <p class="small" key={`${id}/${field}`}>
            <Icon name="warn" size={16} /> {words.refusedValue(labelOf(field), value, reason)}
          </p>
        ))}
      </div>
      {online !== undefined && (
        <Chip tone={online ? 'good' : 'warn'}>
          {online ? settings.devices.online : settings.devices.offline}
        </Chip>
      )}
    </div>
  );
}

/** What becomes of a device. */
type Deed =
  | { readonly is: 'add'; readonly device: FoundDeviceView }
  | { readonly is: 'replace'; readonly replacement: Replacement }
  | ({ readonly is: 'added' } & AddedMachines);

/** Of who may change the house. */
interface Changing {
  readonly book: EditableHouse;
  readonly onDeed: (deed: Deed) => void;
}

interface DeviceProps {
  readonly device: FoundDeviceView;
  readonly changing: Changing | undefined;
}

function Deeds({ device, changing }: DeviceProps) {
  if (device.house === undefined || changing === undefined) return null;
  const { book, onDeed } = changing;
  const { text, label } = addLabels(device, book.house);
  return (
    <>
      {replacementsOf(device).map((replacement) => (
        <ReplaceOffer
          key={replacement.next.id}
          house={book.house}
          replacement={replacement}
          onChoose={() => onDeed({ is: 'replace', replacement })}
        />
      ))}
      <p>
        <Button
          look="primary"
          icon="plus"
          label={label}
          onClick={() => onDeed({ is: 'add', device })}
        >
          {text}
        </Button>
      </p>
    </>
  );
}

function Device({ device, changing }: DeviceProps) {
  const { name, model = '', source, becomes, unread, house, setUp } = device;
  return (
    <li class="found-device">
      <h3>{name}</h3>
      <p class="muted small">{words.by(words.sources[source], model)}</p>
      {becomes.map((one) => (
        <Becomes key={`${one.kind}/${one.id}`} becoming={one} />
      ))}
      {unread.length > 0 && (
        <Notice tone="warn" icon="warn">
          {words.cannot}: {unread.join('; ')}
        </Notice>
      )}
      <Deeds device={device} changing={changing} />
      {house !== undefined && (
        <details>
          <summary>{words.paste}</summary>
          {setUp !== undefined && <p class="small">{words.setUp(profileText(setUp))}</p>}
          <Snippet text={JSON.stringify(house, null, 2)} label={words.pasteLabel(name)} />
        </details>
      )}
    </li>
  );
}

function Group(props: {
  title: string;
  devices: readonly FoundDeviceView[];
  changing: Changing | undefined;
}) {
  const { title, devices, changing } = props;
  if (devices.length === 0) return null;
  return (
    <Card title={title}>
      <ul class="found-list" aria-label={title}>
        {devices.map((device) => (
          <Device key={device.foundId} device={device} changing={changing} />
        ))}
      </ul>
    </Card>
  );
}

function Listening({ listening }: { listening: FoundDevicesView['listening'] }) {
  const { state, reason, refusedTopics = [], leftOut = 0 } = listening;
  const lines = [
    ...(state === 'listening' ? [] : [[words.state[state], reason].filter(Boolean).join(' ')]),
    ...(refusedTopics.length > 0 ? [words.refused(refusedTopics.join(', '))] : []),
    ...(leftOut > 0 ? [words.leftOut(leftOut)] : []),
  ];
  return (
    <div role="status">
      {lines.map((line) => (
        <Notice key={line} tone="warn" icon="warn">
          {line}
        </Notice>
      ))}
    </div>
  );
}

function FoundDevices(props: { found: FoundDevicesView; changing: Changing | undefined }) {
  const { foundDevices, listening } = props.found;
  const isStanding = ({ house, unread }: FoundDeviceView) =>
    house === undefined && unread.length === 0;
  return (
    <>
      <Listening listening={listening} />
      {foundDevices.length === 0 && <p class="empty">{words.none}</p>}
      <Group
        title={words.fresh}
        devices={foundDevices.filter((one) => !isStanding(one))}
        changing={props.changing}
      />
      <Group
        title={words.standing}
        devices={foundDevices.filter(isStanding)}
        changing={undefined}
      />
    </>
  );
}

function Over(props: {
  book: EditableHouse;
  deed: Deed;
  found: RemoteResource<FoundDevicesView>;
  onDeed: (deed: Deed | undefined) => void;
}) {
  const { book, deed, found, onDeed } = props;
  const onClose = () => onDeed(undefined);
  if (deed.is === 'added')
    return <AddedMachines name={deed.name} machines={deed.machines} onClose={onClose} />;
  if (deed.is === 'replace')
    return (
      <ReplaceDialog
        book={book}
        replacement={deed.replacement}
        onDone={found.reload}
        onClose={onClose}
      />
    );
  return (
    <AddFound
      book={book}
      device={deed.device}
      found={found.data?.foundDevices ?? []}
      onAdded={found.reload}
      onMachines={(name, machines) => onDeed({ is: 'added', name, machines })}
      onClose={onClose}
    />
  );
}

export function FoundPage() {
  const isSeen = may('settings:read');
  const found = useFound(isSeen);
  const [deed, setDeed] = useState<Deed | undefined>();
  const { data: book } = useHouse(may('settings:full'), deed !== undefined);
  const changing = book?.isEditable === true ? { book, onDeed: setDeed } : undefined;
  return (
    <Section
      title={words.title}
      intro={words.intro}
      actions={
        <a class="button" href="/settings/rooms">
          <Icon name="house" />
          {rooms.title}
        </a>
      }
    >
      {isSeen ? (
        <Loaded what={words.title} of={found}>
          {(data) => <FoundDevices found={data} changing={changing} />}
        </Loaded>
      ) : (
        <NotYours text={words.notYours} />
      )}
      {deed !== undefined && book !== undefined && (
        <Over book={book} deed={deed} found={found} onDeed={setDeed} />
      )}
    </Section>
  );
}
