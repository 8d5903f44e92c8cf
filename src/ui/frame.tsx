/** What stands around every page: the way to the others, short messages, and whether the hub is there. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, Mark, type IconName } from './components/icon.tsx';
import { Lost } from './components/lost.tsx';
import { Toasts } from './components/toasts.tsx';
import { isFirstPictureDone } from './first-picture.ts';
import { isClockOff, wallTime } from './house-time.ts';
import { house } from './live.ts';
import { houseZone, nowMs } from './now.ts';
import type { PagePlace } from './place.ts';
import { land } from './scroll.ts';
import { common } from './strings/common.ts';

const PAGES = [
  { page: 'home', path: '/', icon: 'home' },
  { page: 'plant', path: '/plant', icon: 'plant' },
  { page: 'energy', path: '/energy', icon: 'bolt' },
  { page: 'events', path: '/events', icon: 'events' },
  { page: 'settings', path: '/settings', icon: 'settings' },
] as const satisfies readonly { page: string; path: string; icon: IconName }[];

/** What no plant uses has no page of its own. */
const isThere = ({ page }: { page: string }) => page !== 'energy' || house.value?.hcu !== undefined;

function Nav({ at }: { at: PagePlace }) {
  const current = at.page === 'zone' ? 'home' : at.page;
  return (
    <nav class="nav" aria-label={common.nav.label}>
      <div class="brand">
        <Mark />
        {house.value?.system?.name ?? common.product}
      </div>
      <ul>
        {PAGES.filter(isThere).map(({ page, path, icon }) => (
          <li key={page}>
            <a href={path} aria-current={current === page ? 'page' : undefined}>
              <span class="mark">
                <Icon name={icon} size={22} />
              </span>
              {common.nav[page]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What is told where the clock of the device that shows the page says something else. */
function ClockNote() {
  if (!isFirstPictureDone.value || !isClockOff(nowMs.value)) return null;
  const clock = wallTime(nowMs.value, houseZone.value).slice(11);
  return <p class="muted small clock-note">{common.houseClock(clock)}</p>;
}

export function Frame({ at, children }: { at: PagePlace; children: ComponentChildren }) {
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  // Who goes on by keyboard or ear starts at the new page, not at the end of the old one.
  useEffect(() => {
    if (!isFirst.current) main.current?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [at]);
  useLayoutEffect(land, [at]);
  const skip = (event: Event) => {
    event.preventDefault();
    main.current?.focus();
  };
  return (
    <div class="frame">
      <a class="button skip" href="#main" onClick={skip}>
        {common.skip}
      </a>
      <Lost />
      <Nav at={at} />
      <main ref={main} id="main" tabIndex={-1}>
        {children}
        <ClockNote />
      </main>
      <Toasts />
    </div>
  );
}
