/** A card whose flush takes two seconds: what waits together is on it together, and each answer still means that it is. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { House } from '../../src/domain/house.ts';
import { SECOND_MS } from '../../src/domain/units.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { HubError } from '../../src/domain/errors.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER, type TestApp } from '../support/app.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { BARE_HOUSE } from '../support/house.ts';
import { createMemoryLog } from '../support/log.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';
import { settled } from '../support/settled.ts';
import { createSlowTexts } from '../support/slow-texts.ts';
import { until } from '../support/until.ts';

const FLUSH_MS = 2 * SECOND_MS;
const ZONE_IDS = Array.from({ length: 30 }, (_, index) => `room-${index}`);
const HOUSE: House = {
  ...BARE_HOUSE,
  zones: ZONE_IDS.map((zoneId) => ({
    zoneId,
    friendlyName: zoneId,
    sensors: [],
    terminals: [],
    supportsHeat: true,
    supportsCool: true,
  })),
};

describe('on a disk whose flush takes 2 s', () => {
  let clock: FakeClock;
  let memory: ReturnType<typeof createMemoryTexts>;
  let texts: ReturnType<typeof createSlowTexts<typeof memory>>;
  let app: TestApp;
  let token: string;
  /** What was answered, and after how many flushes. */
  let answers: { readonly what: string; readonly status: number; readonly flushes: number }[];

  beforeEach(async () => {
    clock = createFakeClock();
    memory = createMemoryTexts();
    texts = createSlowTexts(memory, { clock, flushMs: FLUSH_MS });
    app = createTestApp({ clock, texts, house: HOUSE });
    const created = app.tokens.create(OWNER, { name: 'x', permissions: ['zones:full'] });
    await flushes(1);
    ({ token } = await created);
    answers = [];
  });

  /** Lets the disk do so many. */
  async function flushes(count: number): Promise<void> {
    for (let done = 0; done < count; done++) {
      await settled();
      clock.advance(FLUSH_MS);
    }
    await settled();
  }

  async function ask(method: string, target: string, body: object): Promise<void> {
    const headers = [bearer(token), JSON_HEADER];
    const before = texts.flushes();
    const { status } = await app.ask({ method, target, headers, body: JSON.stringify(body) });
    answers.push({ what: target, status, flushes: texts.flushes() - before });
  }
  const command = async (zoneId: string, tempHeatSetC = 22) =>
    ask('POST', `/api/zones/${zoneId}/command`, { tempHeatSetC });
  /** What a hub has that starts on what is on the disk now. */
  function onDisk(zoneId: string): number | undefined {
    const again = createTestApp({ clock: createFakeClock(), texts: memory, house: HOUSE });
    return again.zones.get(zoneId).tempHeatSetC;
  }

  it('one command takes one flush', async () => {
    const before = texts.flushes();
    void command('room-0');
    await until(() => texts.flushes() > before, 'its write to begin');
    assert.deepEqual(answers, []);
    await flushes(1);
    assert.deepEqual(
      answers.map(({ status, flushes: count }) => [status, count]),
      [[200, 1]],
    );
  });

  it('30 commands to 30 zones take two, in their order, and each is answered once it is there', async () => {
    void command('room-0');
    await settled();
    for (const zoneId of ZONE_IDS.slice(1)) void command(zoneId);
    await flushes(1);
    assert.deepEqual(
      answers.map(({ what }) => what),
      ['/api/zones/room-0/command'],
    );
    assert.notEqual(onDisk('room-29'), 22);
    await flushes(1);
    assert.equal(answers.length, 30);
    for (const { status } of answers) assert.equal(status, 200);
    for (const zoneId of ZONE_IDS) assert.equal(onDisk(zoneId), 22);
    const { events } = await app.journal.query({ audit: 'hidden', type: 'setpoint_change' });
    assert.deepEqual(
      events.map(({ objectId }) => objectId),
      ZONE_IDS.toReversed(),
    );
  });

  it('20 presses of one zone take two, each on what the one before has left', async () => {
    for (let at = 0; at < 20; at++) {
      void command('room-0', 20 + at / 10);
      await settled();
    }
    await flushes(2);
    assert.equal(answers.length, 20);
    assert.equal(onDisk('room-0'), 21.9);
  });

  it('what is told of other things goes along', async () => {
    void command('room-0');
    await settled();
    const others = [
      app.tokens.create(OWNER, { name: 'y', permissions: ['zones:read'] }),
      command('room-1'),
      command('room-2'),
    ];
    await flushes(2);
    await Promise.all(others);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
  });

  it('one that is refused is told so at once, and keeps no other waiting', async () => {
    void command('room-0');
    await settled();
    void command('room-1', 99);
    void command('nowhere');
    void command('room-2');
    await flushes(2);
    assert.deepEqual(answers.map(({ what, status }) => [what.split('/')[3], status]).sort(), [
      ['nowhere', 404],
      ['room-0', 200],
      ['room-1', 400],
      ['room-2', 200],
    ]);
  });

  it('one that there is no room for fails alone', async () => {
    const write = memory.write.bind(memory);
    memory.write = async (writes) => {
      // A schedule is the largest of them.
      if (writes.some(([key]) => key.startsWith('zone_schedules/')))
        throw new HubError('storage_full', 'nothing was changed, since the disk is full');
      return write.call(memory, writes);
    };
    void command('room-0');
    await settled();
    void command('room-1');
    const entries = [{ days: ['mon'], at: '06:30', tempHeatSetC: 20 }];
    void ask('PUT', '/api/zones/room-2/schedule', { entries });
    void command('room-2');
    await flushes(8);
    assert.deepEqual(
      answers.map(({ what, status }) => [what.split('/')[3], status]),
      [
        ['room-0', 200],
        ['room-1', 200],
        ['room-2', 507],
        ['room-2', 200],
      ],
    );
    assert.deepEqual([onDisk('room-1'), onDisk('room-2')], [22, 22]);
    assert.deepEqual(app.schedules.get('room-2').entries, []);
  });

  it('where it fails, all that waited are told so, and nothing has changed', async () => {
    const before = app.zones.get('room-5').tempHeatSetC;
    for (const zoneId of ZONE_IDS.slice(0, 10)) void command(zoneId);
    await settled();
    memory.isReadOnly = true;
    await flushes(2);
    assert.deepEqual(
      answers.map(({ status }) => status),
      Array<number>(10).fill(507),
    );
    assert.equal(app.zones.get('room-5').tempHeatSetC, before);
    memory.isReadOnly = false;
    void command('room-5');
    await flushes(1);
    assert.equal(answers.at(-1)?.status, 200);
    assert.equal(
      createRecordStore({ texts: memory, clock, log: createMemoryLog() }).trouble(),
      undefined,
    );
  });
});
