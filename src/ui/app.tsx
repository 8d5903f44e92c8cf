/** What is on the screen: the door while nobody is signed in, else the page that the address asks for. */
import { useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { setHooks } from './api.ts';
import { Button } from './components/button.tsx';
import { Spinner } from './components/notice.tsx';
import { Missing } from './components/page.tsx';
import { Frame } from './frame.tsx';
import { others } from './pages/load-others.ts';
import { later, laterDialog } from './later.tsx';
import { startLive, stopLive } from './live.ts';
import { HomePage } from './pages/home/page.tsx';
import type { PagePlace } from './place.ts';
import { leaving, place } from './router.ts';
import { loadSession, mustEnrol, session, standAtDoor } from './session.ts';
import { connection, lookNow } from './stream.ts';
import { common } from './strings/common.ts';

const Door = later(async () => (await others()).DoorPage);
const Enrol = later(async () => (await others()).EnrolPage);
const Zone = later(async () => (await others()).ZonePage);
const Plant = later(async () => (await others()).PlantPage);
const Energy = later(async () => (await others()).EnergyPage);
const Events = later(async () => (await others()).EventsPage);
const Panel = later(async () => (await others()).PanelPage);
const Settings = later(async () => (await others()).SettingsPage);
const Leaving = laterDialog(async () => (await others()).Leaving);
const PasswordAgain = laterDialog(async () => (await others()).PasswordAgain);

const nothing = () => undefined;

function pageOf(at: Exclude<PagePlace, { page: 'panel' }>) {
  if (at.page === 'zone') return <Zone key={at.zoneId} zoneId={at.zoneId} />;
  if (at.page === 'settings') return <Settings section={at.section} />;
  if (at.page === 'missing') return <Missing />;
  const Page: ComponentType = {
    home: HomePage,
    plant: Plant,
    energy: Energy,
    events: Events,
  }[at.page];
  return <Page />;
}

/** A tablet on the wall has nobody who tries again. */
const LOOK_AGAIN_MS = 15_000;

function Unreachable() {
  useEffect(() => {
    const timer = setInterval(() => void loadSession(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="door">
      <main class="stack">
        <p role="alert">{common.unreachable}</p>
        <Button look="primary" onClick={() => void loadSession()}>
          {common.tryAgain}
        </Button>
      </main>
    </div>
  );
}

export function App() {
  /** What waits for the password, while it is asked for. */
  const [waiting, setWaiting] = useState<((isGiven: boolean) => void) | undefined>();
  useSignalEffect(() => {
    // While the hub is away the stream tries again by itself.
    if (session.value.is === 'in' && !mustEnrol()) void startLive();
    else if (session.value.is === 'out') stopLive();
  });
  setHooks({
    isLost: () => connection.value === 'lost',
    onUnanswered: lookNow,
    onSignedOut: () => void standAtDoor(),
    proveAgain: async () => new Promise((resolve) => setWaiting(() => resolve)),
    // Where they do not come, the hub is quoted.
    loadWords: async () => others().then(nothing, nothing),
  });
  const now = session.value;
  if (now.is === 'unknown') return <Spinner label={common.loading} />;
  if (now.is === 'unreachable') return <Unreachable />;
  if (now.is === 'out') return <Door door={now.door} />;
  const again = waiting !== undefined && (
    <PasswordAgain
      onDone={(isGiven) => {
        setWaiting(undefined);
        waiting(isGiven);
      }}
    />
  );
  if (mustEnrol())
    return (
      <>
        <Enrol />
        {again}
      </>
    );
  const at = place.value;
  if (at.page === 'panel') return <Panel />;
  return (
    <Frame at={at}>
      {pageOf(at)}
      {leaving.value !== undefined && <Leaving />}
      {again}
    </Frame>
  );
}
