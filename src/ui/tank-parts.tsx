/** Parts of the hot water that stand on Home and on the panel. */
import { computed } from '@preact/signals';
import { api } from './api.ts';
import { showing } from './commands.ts';
import { Button } from './components/button.tsx';
import type { IconName } from './components/icon.tsx';
import { Chip, type Tone } from './components/notice.tsx';
import { attempt } from './failure.ts';
import { clockTime } from './format.ts';
import { dhw, house } from './live.ts';
import { hubNowMs, nowMs } from './now.ts';
import { mayCommand } from './session.ts';
import { home } from './strings/home.ts';
import type { ShownTankState } from './tank.ts';
import { tell } from './toasts.ts';
import { isTankHeated } from './water.ts';

const words = home.hotWater;
const BOOST_MINUTES = 60;

const LOOKS: Readonly<Record<ShownTankState, { readonly tone?: Tone; readonly icon: IconName }>> = {
  heating: { tone: 'heat', icon: 'flame' },
  boosting: { tone: 'heat', icon: 'bolt' },
  disinfecting: { tone: 'heat', icon: 'shield' },
  ready: { tone: 'good', icon: 'check' },
  off: { icon: 'power' },
};

/** Whether the tank gets hotter now. */
export const isHeated = computed(() => house.value !== undefined && isTankHeated(house.value));

export function TankChip({ state }: { state: ShownTankState }) {
  const { tone, icon } = LOOKS[state];
  return (
    <Chip tone={tone} icon={icon}>
      {words[state]}
    </Chip>
  );
}

/** What can be taken back is that of the tank. */
const TANK = 'dhw';

/** @param minutes 0 ends it */
async function boost(minutes: number): Promise<void> {
  const { boostUntil } = dhw.peek() ?? {};
  const leftMs = typeof boostUntil === 'string' ? Date.parse(boostUntil) - hubNowMs() : 0;
  const leftMinutes = Math.max(0, Math.ceil(leftMs / 60_000));
  const until = new Date(hubNowMs() + minutes * 60_000).toISOString();
  await showing('dhw', { boostUntil: minutes === 0 ? undefined : until }, async () => {
    const { command } = await api<{ command: { boost_until?: string } }>(
      'POST',
      '/api/dhw/command',
      { boostMinutes: minutes },
    );
    return { boostUntil: command.boost_until };
  });
  tell(minutes === 0 ? words.boostStopped : words.boostStarted, {
    of: TANK,
    undo: () => void attempt(async () => boost(leftMinutes)),
  });
}

export function Boost({ until }: { until: string | undefined }) {
  const ask = (minutes: number) => void attempt(async () => boost(minutes));
  return (
    <div class="held">
      {until !== undefined && (
        <p class="small">{words.boostUntil(clockTime(until, nowMs.value))}</p>
      )}
      {mayCommand() &&
        (until === undefined ? (
          <Button icon="bolt" onClick={() => ask(BOOST_MINUTES)}>
            {words.boost}
          </Button>
        ) : (
          <Button onClick={() => ask(0)}>{words.stopBoost}</Button>
        ))}
    </div>
  );
}
