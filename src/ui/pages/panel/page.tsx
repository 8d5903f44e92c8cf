/** The panel on the wall: one room large, all others to be seen, few things to press, and dark at night. */
import { computed, useComputed, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Spinner } from '../../components/notice.tsx';
import { Toasts } from '../../components/toasts.tsx';
import { useFirstPicture } from '../../first-picture.ts';
import { house, system } from '../../live.ts';
import { land } from '../../scroll.ts';
import { common } from '../../strings/common.ts';
import { Awake } from './awake.tsx';
import { choices } from './choices.ts';
import { wallClock } from './clock.tsx';
import { isDimmed } from './dim.ts';
import { Dimmed } from './dimmed.tsx';
import { driftAt } from './drift.ts';
import { isIdle, useIdle } from './idle.ts';
import { minute, useMinute } from './minute.ts';
import { keepScreenOn } from './wake-lock.ts';

const isTold = computed(() => house.value !== undefined);
const isDim = computed(() => isTold.value && isDimmed(wallClock(), isIdle.value, choices.value));

/** Moves the picture with each minute in which nobody is at it. */
function useDrift() {
  const main = useRef<HTMLElement>(null);
  useSignalEffect(() => {
    if (!isIdle.value) return;
    const { x, y } = driftAt(minute.value);
    main.current?.style.setProperty('--drift-x', String(x));
    main.current?.style.setProperty('--drift-y', String(y));
  });
  return main;
}

export function PanelPage() {
  useFirstPicture(isTold.value);
  useMinute();
  useIdle(() => isDim.peek());
  useEffect(keepScreenOn, []);
  useLayoutEffect(land, []);
  const name = useComputed(() => system.value?.name ?? common.product).value;
  useEffect(() => {
    document.title = name;
  }, [name]);
  const main = useDrift();
  return (
    <main ref={main} class="panel">
      {!isTold.value ? <Spinner label={common.loading} /> : isDim.value ? <Dimmed /> : <Awake />}
      {!isDim.value && <Toasts />}
    </main>
  );
}
