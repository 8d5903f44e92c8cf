import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createScheduler } from '../../../src/app/base/scheduler.ts';
import { createSystemModeStore } from '../../../src/app/house/system-mode.ts';
import { BY_HUB, OVER_MQTT } from '../../../src/domain/doer.ts';
import { HOUR_MS, isoTime } from '../../../src/domain/units.ts';
import { createKept } from '../../support/kept.ts';
import { settled } from '../../support/settled.ts';

function begin(kept = createKept()) {
  const { clock, log } = kept;
  const scheduler = createScheduler({ clock, log });
  return { kept, clock, system: createSystemModeStore({ ...kept, scheduler }) };
}
const inHours = (clock: { nowMs(): number }, hours: number) =>
  isoTime(clock.nowMs() + hours * HOUR_MS);

describe('the mode of the house', () => {
  it('is home until it is told otherwise, and is kept', async () => {
    const { kept, system } = begin();
    assert.deepEqual(system.view(), { mode: 'home' });
    await system.command({ mode: 'away' }, BY_HUB);
    assert.deepEqual(begin(kept.again()).system.view(), { mode: 'away' });
  });

  it('ends by itself, as an event of the hub', async () => {
    const { kept, clock, system } = begin();
    await system.command({ mode: 'away', until: inHours(clock, 2) }, OVER_MQTT);
    assert.deepEqual(system.view(), { mode: 'away', until: inHours(clock, 2) });
    clock.advance(2 * HOUR_MS);
    await settled();
    assert.deepEqual(system.view(), { mode: 'home' });
    assert.deepEqual(
      kept.told.map(({ data, by }) => [(data as { mode: string }).mode, by?.kind]),
      [
        ['away', 'mqtt'],
        ['home', 'hub'],
      ],
    );
  });

  it('is written once over MQTT, however often it is said', async () => {
    const { kept, system } = begin();
    for (let times = 0; times < 3; times++) await system.command({ mode: 'away' }, OVER_MQTT);
    assert.equal(kept.store.stats().commits, 1);
  });

  it('is answered once all who hear of it are done', async () => {
    const { system } = begin();
    let isHeard = false;
    system.onChange((awaits) => {
      awaits(settled().then(() => void (isHeard = true)));
    });
    await system.command({ mode: 'away' }, BY_HUB);
    assert.equal(isHeard, true);
  });

  it('stays where it cannot be written', async () => {
    const { kept, system } = begin();
    kept.texts.isFull = true;
    await assert.rejects(system.command({ mode: 'away' }, BY_HUB), /disk is full/);
    assert.deepEqual(system.view(), { mode: 'home' });
  });
});
