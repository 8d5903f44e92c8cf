import assert from 'node:assert/strict';
import { after, beforeEach, describe, it, mock } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { laidOver } from '../../src/ui/expected.ts';
import { schedules } from '../../src/ui/schedules.ts';
import { connection } from '../../src/ui/stream.ts';
import { common } from '../../src/ui/strings/common.ts';
import { toasts } from '../../src/ui/toasts.ts';
import { settled } from '../support/settled.ts';

// The page's window, as far as this file needs it: it is listened to as the module is loaded.
const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
const own = { fetch: globalThis.fetch };
Object.assign(globalThis, { addEventListener: page.addEventListener.bind(page), document: page });
Object.defineProperty(globalThis, 'navigator', { value: { languages: [] }, configurable: true });
const { commandZone, resume, setSetpoints } = await import('../../src/ui/zone-commands.ts');

const ZONE: ZoneView = {
  zoneId: 'living room',
  friendlyName: 'Living Room',
  mode: 'heat',
  tempHeatSetC: 20,
  activeCall: 'none',
  supportsHeat: true,
  supportsCool: false,
};
const OTHER = { ...ZONE, zoneId: 'bath' };
const QUIET_MS = 700;

interface Sent {
  readonly path: string;
  readonly body: unknown;
  answer(status: number, body: object): void;
}
let sent: Sent[];
beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-01-15T12:00:00Z') });
  sent = [];
  schedules.value = new Map();
  toasts.value = [];
  globalThis.fetch = async (path, { body } = {}) =>
    new Promise((resolve) =>
      sent.push({
        path: path as string,
        body: JSON.parse(body as string) as unknown,
        answer: (status, answer) => resolve(Response.json(answer, { status })),
      }),
    );
});
after(() => {
  mock.timers.reset();
  globalThis.fetch = own.fetch;
});
const shown = (zone: ZoneView = ZONE) => laidOver(`zone/${zone.zoneId}`, zone);
const bodies = () => sent.map(({ body }) => body);
/** All that is asked is answered, so that the next test begins anew. */
async function over(): Promise<void> {
  for (let answered = -1; answered < sent.length;) {
    answered = sent.length;
    sent.forEach((one) => one.answer(200, { command: {} }));
    await settled();
  }
  mock.timers.tick(10_000);
  mock.timers.reset();
}

describe('while the hub does not answer', () => {
  it('nothing is shown as if it were done, and nothing is sent', async () => {
    connection.value = 'lost';
    setSetpoints(ZONE, { tempHeatSetC: 20.5 });
    commandZone(ZONE, { mode: 'off' }, { mode: 'off' });
    connection.value = 'live';
    assert.deepEqual(shown(), ZONE);
    assert.deepEqual(
      toasts.value.map(({ text }) => text),
      Array.from({ length: 2 }, () => `Living Room was not changed. ${common.failed[0]}`),
    );
    await over();
    assert.deepEqual(sent, []);
  });
});

describe('taps on a setpoint', () => {
  it('are shown at once, and become one command after the last', async () => {
    setSetpoints(ZONE, { tempHeatSetC: 20.5 });
    assert.equal(shown().tempHeatSetC, 20.5);
    mock.timers.tick(QUIET_MS - 1);
    setSetpoints(shown(), { tempHeatSetC: 21 });
    mock.timers.tick(QUIET_MS - 1);
    await settled();
    assert.deepEqual(sent, []);
    mock.timers.tick(1);
    await settled();
    assert.deepEqual(
      sent.map(({ path, body }) => [path, body]),
      [['/api/zones/living%20room/command', { tempHeatSetC: 21 }]],
    );
    await over();
  });

  it('on both sides go together, and those of two zones apart', async () => {
    setSetpoints(ZONE, { tempHeatSetC: 21 });
    setSetpoints(ZONE, { tempCoolSetC: 25 });
    setSetpoints(OTHER, { tempHeatSetC: 19 });
    mock.timers.tick(QUIET_MS);
    await settled();
    assert.deepEqual(bodies(), [{ tempHeatSetC: 21, tempCoolSetC: 25 }, { tempHeatSetC: 19 }]);
    await over();
  });

  it('that change nothing are nothing', async () => {
    setSetpoints(ZONE, {});
    mock.timers.tick(QUIET_MS);
    await settled();
    assert.deepEqual(sent, []);
    await over();
  });

  it('last until the schedule’s next change, where there is one', async () => {
    const next = { at: '2026-01-15T18:00:00Z' };
    schedules.value = new Map([[ZONE.zoneId, { zoneId: ZONE.zoneId, entries: [], next } as never]]);
    setSetpoints(ZONE, { tempHeatSetC: 21 });
    mock.timers.tick(QUIET_MS);
    await settled();
    assert.deepEqual(bodies(), [{ tempHeatSetC: 21, until: 'next_schedule' }]);
    await over();
  });

  it('go out at once where the page is put away', async () => {
    setSetpoints(ZONE, { tempHeatSetC: 21 });
    page.dispatchEvent(new Event('visibilitychange'));
    await settled();
    assert.deepEqual(sent, [], 'it is still seen');
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    page.visibilityState = 'visible';
    await settled();
    assert.deepEqual(bodies(), [{ tempHeatSetC: 21 }]);
    mock.timers.tick(QUIET_MS);
    await settled();
    assert.equal(sent.length, 1, 'once');
    await over();
  });
});

describe('what was done to a zone', () => {
  const undo = async (index = -1) => {
    toasts.value.at(index)?.undoable?.undo();
    await settled();
  };
  const told = () => toasts.value.map(({ text }) => text);

  it('is said, and taken back by who wants it so: as it was before the first tap', async () => {
    setSetpoints(ZONE, { tempHeatSetC: 20.5 });
    setSetpoints(shown(), { tempHeatSetC: 21 });
    mock.timers.tick(QUIET_MS);
    await settled();
    assert.deepEqual(told(), []);
    sent[0]?.answer(200, { command: { temp_heat_set_c: 21 } });
    await settled();
    assert.deepEqual(told(), ['Living Room: heat to 21.0°']);
    await undo();
    assert.equal(shown().tempHeatSetC, 20);
    // Nothing is known of the house: so something else may have its say.
    assert.deepEqual(bodies().at(-1), { resumeSchedule: true });
    sent[1]?.answer(200, { command: { resume_schedule: true } });
    await settled();
    assert.deepEqual(told().at(-1), 'Living Room is as it was.');
    assert.equal(toasts.value.at(-1)?.undoable, undefined);
    await over();
  });

  it('takes back taps and the command that followed them together', async () => {
    const held = { ...ZONE, hold: { source: 'x' } };
    setSetpoints(held, { tempHeatSetC: 22 });
    commandZone({ ...held, tempHeatSetC: 22 }, { durationMinutes: 60 }, {});
    await settled();
    sent[0]?.answer(200, { command: { temp_heat_set_c: 22 } });
    await settled();
    sent[1]?.answer(200, { command: {} });
    await settled();
    assert.equal(toasts.value.filter(({ undoable }) => undoable).length, 1);
    await undo();
    assert.deepEqual(bodies().at(-1), { mode: 'heat', tempHeatSetC: 20 });
    await over();
  });

  it('cannot be taken back once more was done', async () => {
    commandZone(ZONE, { mode: 'off' }, { mode: 'off' });
    await settled();
    sent[0]?.answer(200, { command: { mode: 'off' } });
    await settled();
    assert.deepEqual(told(), ['Living Room: off']);
    setSetpoints(ZONE, { tempHeatSetC: 22 });
    assert.deepEqual(told(), []);
    mock.timers.tick(QUIET_MS);
    await settled();
    await over();
  });
});

describe('a command to a zone', () => {
  it('goes out at once, after what waits, one when the other is answered', async () => {
    setSetpoints(ZONE, { tempHeatSetC: 21 });
    commandZone(ZONE, { mode: 'off' }, { mode: 'off' });
    assert.equal(shown().mode, 'off');
    await settled();
    assert.deepEqual(bodies(), [{ tempHeatSetC: 21 }]);
    sent[0]?.answer(200, { command: {} });
    await settled();
    assert.deepEqual(bodies(), [{ tempHeatSetC: 21 }, { mode: 'off' }]);
    await over();
  });

  it('leaves taps that follow it their own time', async () => {
    setSetpoints(ZONE, { tempHeatSetC: 21 });
    mock.timers.tick(QUIET_MS - 1);
    commandZone(ZONE, { mode: 'off' }, { mode: 'off' });
    setSetpoints(ZONE, { tempHeatSetC: 22 });
    await settled();
    sent.forEach((one) => one.answer(200, { command: {} }));
    mock.timers.tick(1);
    await settled();
    assert.ok(!JSON.stringify(bodies()).includes('22'), JSON.stringify(bodies()));
    mock.timers.tick(QUIET_MS);
    await over();
  });

  it('shows what came of it', async () => {
    commandZone(ZONE, { tempHeatSetC: 22 }, { tempHeatSetC: 22 });
    await settled();
    sent[0]?.answer(200, {
      command: { mode: 'auto', temp_heat_set_c: 21.8, temp_cool_set_c: 24 },
    });
    await settled();
    const { mode, tempHeatSetC, tempCoolSetC } = shown();
    assert.deepEqual([mode, tempHeatSetC, tempCoolSetC], ['auto', 21.8, 24]);
    await over();
  });

  it('is taken back with a message where the hub refuses it, and the next goes out all the same', async () => {
    commandZone(ZONE, { mode: 'cool' }, { mode: 'cool' });
    await settled();
    sent[0]?.answer(400, { message: 'mode is none of this zone', field: 'mode' });
    await settled();
    assert.equal(shown().mode, 'heat');
    assert.deepEqual(
      toasts.value.map(({ text }) => text),
      ['Living Room was not changed. Mode is none of this zone'],
    );
    commandZone(ZONE, { mode: 'off' }, { mode: 'off' });
    await settled();
    assert.deepEqual(bodies().at(-1), { mode: 'off' });
    await over();
  });

  it('may be to go on with the schedule', async () => {
    resume({ ...ZONE, hold: { source: 'api' } });
    assert.equal(laidOver(`zone/${ZONE.zoneId}`, { hold: {} }).hold, undefined);
    await settled();
    assert.deepEqual(bodies(), [{ resumeSchedule: true }]);
    await over();
  });
});
