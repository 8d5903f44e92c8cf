/** The settings: all at a glance, and a page for each kind. */
import type { ComponentType } from 'preact';
import { Missing } from '../../components/page.tsx';
import { AboutPage } from './about.tsx';
import { AccountPage } from './account.tsx';
import { BackupPage } from './backup.tsx';
import { BrokerPage } from './broker/page.tsx';
import { DevicesPage } from './devices.tsx';
import { FoundPage } from './found.tsx';
import { HousePage } from './house/page.tsx';
import { IntegrationsPage } from './integrations.tsx';
import { LogPage } from './log.tsx';
import { MembersPage } from './members.tsx';
import { Overview } from './overview.tsx';
import { PinPage } from './pin.tsx';
import { RoomsPage } from './rooms/page.tsx';
import { SessionsPage } from './sessions.tsx';
import { TokensPage } from './tokens/page.tsx';
import { WallPanelPage } from './wall-panel.tsx';

/** By the last part of their address. */
const SECTIONS: Readonly<Record<string, ComponentType>> = {
  account: AccountPage,
  members: MembersPage,
  sessions: SessionsPage,
  pin: PinPage,
  panel: WallPanelPage,
  tokens: TokensPage,
  house: HousePage,
  rooms: RoomsPage,
  devices: DevicesPage,
  found: FoundPage,
  broker: BrokerPage,
  integrations: IntegrationsPage,
  backup: BackupPage,
  log: LogPage,
  about: AboutPage,
};

export function SettingsPage({ section }: { section: string }) {
  if (section === '') return <Overview />;
  const Page = Object.hasOwn(SECTIONS, section) ? SECTIONS[section] : undefined;
  if (Page !== undefined) return <Page key={section} />;
  return <Missing />;
}
