/** All the settings at a glance. */
import type { ComponentChildren } from 'preact';
import type { PinState } from '../../../app/people/pin.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { PageHead } from '../../components/page.tsx';
import { house } from '../../live.ts';
import { hubNowMs } from '../../now.ts';
import { may, self } from '../../session.ts';
import { broker } from '../../strings/broker.ts';
import { rooms } from '../../strings/rooms.ts';
import { integrations } from '../../strings/integrations.ts';
import { panel } from '../../strings/panel.ts';
import { people } from '../../strings/people.ts';
import { settings } from '../../strings/settings.ts';
import { tokens as tokenWords } from '../../strings/tokens.ts';
import { SignOut } from './account.tsx';
import type { DeviceList } from './devices.tsx';
import { Avatar, type UserList } from './members.tsx';
import { useResource } from '../../resource.tsx';
import { careOf } from './tokens/care.ts';
import type { TokenList } from './tokens/page.tsx';

function Row(props: {
  section: string;
  icon: IconName;
  title: string;
  /** What it is about, or how it stands. */
  text: string;
  needsCare?: boolean;
}) {
  const { section, icon, title, text, needsCare = false } = props;
  return (
    <li>
      <a class="settings-row" href={`/settings/${section}`}>
        <span class={needsCare ? 'disc away' : 'disc'}>
          <Icon name={icon} />
        </span>
        <span class="grow">
          <strong>{title}</strong>
          <span class="muted small">{text}</span>
        </span>
        <Icon name="next" size={18} />
      </a>
    </li>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="settings-group">
      <h2>{title}</h2>
      <ul class="card">{children}</ul>
    </section>
  );
}

function TokensRow() {
  const list = useResource<TokenList>(may('tokens:read') ? '/api/tokens' : undefined);
  const all = list.data?.tokens ?? [];
  const wanting = all.filter((token) => careOf(token, hubNowMs()) !== 'fine').length;
  const text =
    list.data === undefined
      ? tokenWords.about
      : [tokenWords.summary(all.length), wanting > 0 && tokenWords.wanting(wanting)]
          .filter(Boolean)
          .join(', ');
  return (
    <Row section="tokens" icon="key" title={tokenWords.title} text={text} needsCare={wanting > 0} />
  );
}

function DevicesRow() {
  const list = useResource<DeviceList>(may('equipment:read') ? '/api/equipment' : undefined);
  const all = list.data?.equipment;
  const { title, about, summary } = settings.devices;
  const offline = all?.filter(({ online }) => !online).length ?? 0;
  const text = all === undefined ? about : summary(all.length, offline);
  return (
    <Row section="devices" icon="thermometer" title={title} text={text} needsCare={offline > 0} />
  );
}

function MembersRow() {
  const list = useResource<UserList>(may('users:read') ? '/api/users' : undefined);
  const { title, about, summary } = people.members;
  const text = list.data === undefined ? about : summary(list.data.users.length);
  return <Row section="members" icon="person" title={title} text={text} />;
}

function PinRow() {
  const pin = useResource<PinState>(may('settings:read') ? '/api/settings/pin' : undefined);
  const { title, about, on, off, blocked } = people.pin;
  const state = pin.data;
  const now = state?.disabledByFailures === true ? blocked : state?.enabled === true ? on : off;
  const text = state === undefined ? about : `${about}: ${now.toLowerCase()}`;
  return (
    <Row
      section="pin"
      icon="shield"
      title={title}
      text={text}
      needsCare={state?.disabledByFailures === true}
    />
  );
}

function Me() {
  const user = self()?.user;
  const { account } = people;
  const { roles } = settings;
  return (
    <section class="card settings-me row">
      <a class="settings-row grow" href="/settings/account">
        <Avatar name={user?.name ?? roles.panel} />
        <span class="grow">
          <strong>{user?.name ?? account.panel}</strong>
          <span class="muted small">
            {user === undefined ? account.withPin : `${roles[user.role]} · ${user.email}`}
          </span>
        </span>
      </a>
      <SignOut />
    </section>
  );
}

export function Overview() {
  const { sessions } = people;
  const { groups, backup, log, about, house: houseWords } = settings;
  return (
    <div class="settings-overview">
      <PageHead title={settings.title} />
      <Me />
      <div class="settings-groups">
        <Group title={groups.house}>
          <Row section="rooms" icon="edit" title={rooms.title} text={rooms.about} />
          <Row section="house" icon="house" title={houseWords.title} text={houseWords.about} />
          <DevicesRow />
          <Row section="broker" icon="link" title={broker.title} text={broker.about} />
        </Group>
        <Group title={groups.programs}>
          <TokensRow />
          <Row
            section="integrations"
            icon="link"
            title={integrations.title}
            text={integrations.about}
          />
        </Group>
        <Group title={groups.people}>
          <MembersRow />
          <Row section="sessions" icon="clock" title={sessions.title} text={sessions.about} />
          <PinRow />
          <Row section="panel" icon="home" title={panel.setUp.title} text={panel.setUp.about} />
        </Group>
        <Group title={groups.hub}>
          <Row section="backup" icon="download" title={backup.title} text={backup.about} />
          {may('audit:read') && (
            <Row section="log" icon="events" title={log.title} text={log.about} />
          )}
          <Row
            section="about"
            icon="info"
            title={about.title}
            text={[house.value?.system?.version, about.about].filter(Boolean).join(' · ')}
          />
        </Group>
      </div>
    </div>
  );
}
