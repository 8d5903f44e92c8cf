/** The cycle of control over the hub's own parts: what it sees, remembers, tells and shows. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { COMPRESSOR_DEFAULTS } from '../../../src/domain/control/source/compressor.ts';
import { SUPPLY_DEFAULTS } from '../../../src/domain/control/circuit/supply-temperature.ts';
import type { ZoneView } from '../../../src/domain/zone-view.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { BARE_HOUSE } from '../../support/house.ts';
import { settled } from '../../support/settled.ts';
import { doer } from '../../support/doers.ts';

type Members = Readonly<Record<string, unknown>>;

/** What each device says while nobody has told it otherwise; a test changes what matters to it. */
const WELL: Readonly<Record<string, Members>> = {
  'sensor/s1': { tempC: 21, rhPercent: 45 },
  'sensor/s2': { tempC: 21, rhPercent: 45 },
  'fcu/f1': { mode: 'idle', fanPercent: 0 },
  'fcu/f2': { mode: 'idle', fanPercent: 0 },
  'fcu/f3': { mode: 'idle', fanPercent: 0, roomTempC: 21 },
  'hcu/hcu_main': { state: 'standby', mode: 'idle', outdoorTempC: 0 },
  'heatpump/hp_1': { compressorSpeedPercent: 0 },
  'dhw/dhw_main': {
    tempTopC: 50,
    tempMidC: 50,
    tempBottomC: 49,
    lastSanitizationTs: '2026-01-14T03:00:00Z',
  },
  'tes/tes_main': { tempTopC: 35, tempMidC: 35, tempBottomC: 35 },
};

describe('the plant', () => {
  let app: TestApp;
  let world: Record<string, Members>;
  /** By `kind/id`: the newest command of each device, and how many there were. */
  let told: Map<string, Members>;
  let count: number;

  /** Without an earlier app in a fresh house; else in what that one has left on the disk. */
  function begin(before?: TestApp): void {
    app = createTestApp(
      before === undefined ? {} : { start: before.clock.nowMs(), texts: before.texts },
    );
    if (before === undefined) world = { ...WELL };
    told = new Map();
    count = 0;
    app.broker.connect().start({
      filters: [app.topics.commandFilter],
      onMessage({ topic, payload }) {
        const [, kind = '', id = ''] = topic.split('/');
        count++;
        const { commandId, ...command } = JSON.parse(Buffer.from(payload).toString()) as Members;
        told.set(`${kind}/${id}`, command);
        world[`${kind}/${id}`] = { ...world[`${kind}/${id}`], commandId };
      },
      onConnection: () => undefined,
    });
    app.mqttSession.start();
    app.controlLoop.start();
  }

  function reportAll(): void {
    for (const [key, message] of Object.entries(world)) {
      const [kind = '', id = ''] = key.split('/');
      app.report(kind, id, message);
    }
  }

  const set = (key: string, members: Members) => (world[key] = { ...world[key], ...members });

  /** Time in which each device reports twice a minute. */
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 30_000) {
      reportAll();
      app.clock.advance(Math.min(left, 30_000));
      await settled();
    }
  }

  /** A house that has reported, rested and decided. */
  async function ready(): Promise<void> {
    begin();
    await pass(15 * MINUTE_MS);
  }

  const zone = (zoneId: string): ZoneView => app.zones.get(zoneId);
  const eventsOf = async (type: string) =>
    (await app.journal.query({ audit: 'hidden', type })).events;

  /** When the compressor has started of late, as a hub finds it that starts now. */
  function startsOnDisk(): readonly number[] {
    const parse = (value: unknown) => value as { compressor: { startsMs: number[] } };
    return (
      app.store.get({ name: 'control', version: 2, parse }, 'plant')?.compressor.startsMs ?? []
    );
  }

  beforeEach(ready);

  it('heats a cold room, tells all of its units, and says so', async () => {
    assert.equal(zone('living').reason?.code, 'satisfied');
    assert.deepEqual(told.get('hcu/hcu_main'), { mode: 'idle' });
    set('sensor/s1', { tempC: 19.5 });
    set('sensor/s2', { tempC: 20 });
    await pass(MINUTE_MS);
    const { activeCall, effectiveMode, reason } = zone('living');
    assert.deepEqual([activeCall, effectiveMode, reason?.code], ['heat', 'heat', 'heating']);
    for (const key of ['fcu/f1', 'fcu/f2'])
      assert.deepEqual(told.get(key), {
        mode: 'heat',
        fanPercent: 100,
        tempHeatSetC: 21.5,
        tempCoolSetC: 24,
      });
    const hcu = told.get('hcu/hcu_main');
    assert.equal(hcu?.['mode'], 'heat');
    assert.ok(Number(hcu['supplyTempC']) > 35);
    const view = app.equipment.only('hcu');
    assert.deepEqual([view['asked'], view['effective']], ['heat', 'heat']);
    assert.equal((view['reason'] as Members)['code'], 'heating');
    assert.equal(view['targetSupplyTempC'], hcu['supplyTempC']);
  });

  describe('whose source stops by itself', () => {
    /** Each command of the hydronic unit: its mode, and the warmth of its water. */
    let commands: Members[];
    const online = async () => {
      const topic = 'aris/hcu/hcu_main/status';
      app.messageRouter.accept({ topic, payload: Buffer.from('online'), retained: false });
      await settled();
    };
    /** As it is: control has decided before the next thing happens. */
    async function passFinely(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 5_000) {
        reportAll();
        app.clock.advance(5_000);
        await settled();
      }
    }
    const isWork = ({ mode, supplyTempC }: Members) =>
      mode === 'heat' && Number(supplyTempC) > SUPPLY_DEFAULTS.restHeatC;

    beforeEach(async () => {
      // The bath is warm: it does not go along.
      set('fcu/f3', { roomTempC: 22 });
      for (const key of ['sensor/s1', 'sensor/s2']) set(key, { tempC: 18 });
      await pass(MINUTE_MS);
      set('hcu/hcu_main', { state: 'running', mode: 'heat' });
      set('heatpump/hp_1', { compressorSpeedPercent: 60 });
      await pass(3 * MINUTE_MS);
      assert.ok(isWork(told.get('hcu/hcu_main') ?? {}));
      commands = [];
      app.broker.connect().start({
        filters: ['aris/hcu/hcu_main/command'],
        onMessage: ({ payload }) =>
          commands.push(JSON.parse(Buffer.from(payload).toString()) as Members),
        onConnection: () => undefined,
      });
      await settled();
      // It has forgotten what it was told.
      set('hcu/hcu_main', { state: 'standby', mode: 'idle', commandId: undefined });
      set('heatpump/hp_1', { compressorSpeedPercent: 0 });
    });

    it('has it rest first, although it is told again when it is back', async () => {
      await online();
      assert.deepEqual(commands, [], 'control looks first');
      await passFinely(COMPRESSOR_DEFAULTS.minRestMs - MINUTE_MS);
      assert.ok(commands.length > 0);
      assert.deepEqual(commands.filter(isWork), []);
      const { reason } = app.equipment.only('hcu');
      assert.equal((reason as Members)['code'], 'compressor_rest');
      await passFinely(2 * MINUTE_MS);
      assert.deepEqual(commands.filter(isWork).length, 1);
    });

    for (const [what, stepMs] of [
      ['two hours ahead', 2 * HOUR_MS],
      ['two hours back', -2 * HOUR_MS],
      ['a year ahead', 365 * DAY_MS],
    ] as const)
      it(`has it rest no shorter and no longer where the clock is set ${what} meanwhile`, async () => {
        await passFinely(3 * MINUTE_MS);
        app.clock.jumpWall(stepMs);
        await passFinely(COMPRESSOR_DEFAULTS.minRestMs - 4 * MINUTE_MS);
        assert.deepEqual(commands.filter(isWork), []);
        const { reason } = app.equipment.only('hcu');
        assert.equal((reason as Members)['code'], 'compressor_rest');
        const until = Date.parse(String((reason as Members)['until']));
        assert.ok(
          Math.abs(until - app.clock.nowMs() - MINUTE_MS) <= 20_000,
          'it is shown as it is now',
        );
        await passFinely(2 * MINUTE_MS);
        assert.deepEqual(commands.filter(isWork).length, 1);
        assert.equal(startsOnDisk().length, 2, 'the start before it counts as well');
      });

    it('is held on by no shortest run where a person has switched it off', async () => {
      set('hcu/hcu_main', { commandedMode: 'idle' });
      for (const key of ['sensor/s1', 'sensor/s2']) set(key, { tempC: 22 });
      await passFinely(2 * MINUTE_MS);
      const { effective, reason } = app.equipment.only('hcu');
      assert.deepEqual([effective, (reason as Members)['code']], ['none', 'no_demand']);
      assert.deepEqual(commands.filter(isWork), []);
    });
  });

  it('says nothing anew while nothing changes', async () => {
    const before = count;
    const version = app.zones.version();
    await pass(10 * MINUTE_MS);
    assert.equal(count, before);
    // Views change with reports alone: seven of them belong to zones, with each round.
    assert.equal(app.zones.version() - version, 20 * 5);
  });

  it('decides together, and soon, on what is asked in a short time', async () => {
    const { cycles } = app.controlLoop.stats();
    for (const tempHeatSetC of [20, 21, 22, 23]) {
      await app.zoneCommands.command('living', { tempHeatSetC }, doer('test'));
    }
    app.clock.advance(LIMITS.controlSoonMs);
    await settled();
    assert.equal(app.controlLoop.stats().cycles, cycles + 1);
    assert.equal(told.get('fcu/f2')?.['tempHeatSetC'], 23.5);
    assert.equal(zone('living').activeCall, 'heat');
  });

  it('lets two zones disagree, each with its reason', async () => {
    await app.zoneCommands.command('bath', { tempHeatSetC: 25 }, doer('test'));
    // In winter a room is cooled as long as somebody asks for it.
    const cold = { mode: 'cool', tempCoolSetC: 18, durationMinutes: 60 } as const;
    await app.zoneCommands.command('living', cold, doer('test'));
    await pass(2 * MINUTE_MS);
    const [living, bath] = [zone('living'), zone('bath')];
    assert.deepEqual([living.activeCall, bath.activeCall], ['cool', 'heat']);
    // One circuit: it works for the one that lacks more.
    assert.deepEqual([living.effectiveMode, bath.effectiveMode], ['idle', 'heat']);
    assert.deepEqual([living.reason?.code, bath.reason?.code], ['circuit_heats', 'heating']);
    assert.equal(told.get('fcu/f1')?.['mode'], 'off');
    assert.equal(told.get('fcu/f3')?.['mode'], 'heat');
  });

  it('keeps cold water above the dew point, where no unit drains what condenses', async () => {
    // Its average comes later.
    await app.settings.patch({ coolingLimitC: 0 }, doer('test'));
    set('hcu/hcu_main', { outdoorTempC: 30 });
    set('fcu/f3', { roomTempC: 26 });
    for (const key of ['sensor/s1', 'sensor/s2']) set(key, { tempC: 26, rhPercent: 55 });
    await pass(40 * MINUTE_MS);
    assert.equal(zone('living').effectiveMode, 'cool');
    // The dew point of 26 °C and 55 % is 16.3 °C.
    assert.equal(told.get('hcu/hcu_main')?.['supplyTempC'], 18.5);
    for (const key of ['sensor/s1', 'sensor/s2']) set(key, { rhPercent: 75 });
    await pass(20 * MINUTE_MS);
    assert.equal(zone('living').reason?.code, 'too_humid');
    assert.equal(zone('living').activeCall, 'none');
    // With drains in all of the zone's units, and only then, it is cooled all the same.
    const fcus = (...draining: string[]) =>
      app.house.fcus.map((fcu) => ({ ...fcu, drainsCondensate: draining.includes(fcu.fcuId) }));
    app.takeHouse({ ...app.house, fcus: fcus('f1') });
    await pass(20 * MINUTE_MS);
    assert.equal(zone('living').reason?.code, 'too_humid');
    app.takeHouse({ ...app.house, fcus: fcus('f1', 'f2') });
    await pass(20 * MINUTE_MS);
    assert.equal(zone('living').effectiveMode, 'cool');
    assert.equal(told.get('hcu/hcu_main')?.['supplyTempC'], 16);
  });

  it('fails safe where a sensor falls silent or talks nonsense', async () => {
    set('sensor/s1', { tempC: 19 });
    set('sensor/s2', { tempC: 19 });
    await pass(20 * MINUTE_MS);
    assert.equal(zone('living').activeCall, 'heat');
    for (const [key, nonsense] of [
      ['sensor/s1', 85],
      ['sensor/s2', -127],
    ] as const)
      set(key, { tempC: nonsense });
    // What was measured last counts for as long as it would without a word.
    await pass(14 * MINUTE_MS);
    assert.deepEqual([zone('living').tempC, zone('living').activeCall], [19, 'heat']);
    await pass(2 * MINUTE_MS);
    const { tempC, activeCall, effectiveMode, reason } = zone('living');
    assert.deepEqual([tempC, activeCall, effectiveMode], [undefined, 'none', 'idle']);
    assert.equal(reason?.code, 'sensor_lost');
    assert.equal(told.get('fcu/f1')?.['fanPercent'], 0);
    // They are there: it is what they say that is not.
    assert.deepEqual(await eventsOf('device_offline'), []);
    assert.deepEqual((await eventsOf('reading_refused')).map(({ objectId }) => objectId).sort(), [
      's1',
      's2',
    ]);
  });

  it('is not thrown by a flood of reports', async () => {
    const { cycles } = app.controlLoop.stats();
    for (let index = 0; index < 10_000; index++)
      app.report('sensor', 's1', { tempC: index % 2 === 0 ? 15 : 27 });
    await pass(MINUTE_MS);
    assert.equal(app.controlLoop.stats().cycles, cycles + MINUTE_MS / LIMITS.controlPeriodMs);
  });

  it('believes a disinfection that the device tells of, but none of the future', async () => {
    const hygiene = () => (app.equipment.only('dhw') as { hygiene: Members }).hygiene;
    const past = {
      lastSuccess: '2026-01-14T03:00:00Z',
      nextDue: '2026-01-21T03:00:00Z',
      overdue: false,
      running: false,
    };
    assert.deepEqual(hygiene(), past);
    const future = new Date(app.clock.nowMs() + 30 * DAY_MS).toISOString();
    set('dhw/dhw_main', { lastSanitizationTs: future });
    await pass(MINUTE_MS);
    assert.deepEqual(hygiene(), past);
  });

  it('heats the hot water first, and tells of a tank that nobody measures', async () => {
    for (const [key, tempC] of [
      ['tempTopC', 42],
      ['tempMidC', 40],
      ['tempBottomC', 35],
    ] as const)
      set('dhw/dhw_main', { [key]: tempC });
    set('sensor/s1', { tempC: 18 });
    await pass(MINUTE_MS);
    assert.equal(told.get('hcu/hcu_main')?.['mode'], 'dhw_charge');
    assert.deepEqual(told.get('dhw/dhw_main'), {
      heat: true,
      targetTempC: 51.5,
      sanitize: false,
      recirc: true,
    });
    assert.equal(app.equipment.only('dhw')['effectiveTargetTempC'], 50);
    assert.equal(zone('living').reason?.code, 'hot_water_first');
    delete world['dhw/dhw_main'];
    await pass(LIMITS.readingFreshMs + MINUTE_MS);
    app.devices.sweep();
    await pass(MINUTE_MS);
    const [raised] = await eventsOf('fault_raised');
    assert.deepEqual([raised?.objectId, raised?.data?.['code']], ['dhw_main', 'tank_unknown']);
    world['dhw/dhw_main'] = WELL['dhw/dhw_main'] ?? {};
    await pass(2 * MINUTE_MS);
    assert.equal((await eventsOf('fault_cleared')).length, 1);
  });

  it('raises a fault for a disinfection that is overdue, once', async () => {
    begin();
    set('dhw/dhw_main', { lastSanitizationTs: null });
    await app.system.command({ mode: 'off' }, doer('test'));
    await pass(10 * MINUTE_MS);
    assert.deepEqual(await eventsOf('fault_raised'), []);
    // The hub is away meanwhile.
    app.clock.jumpWall(3 * DAY_MS);
    begin(app);
    await pass(HOUR_MS);
    const raised = await eventsOf('fault_raised');
    assert.deepEqual(
      raised.map(({ severity, source, data }) => [severity, source, data?.['code']]),
      [['critical', 'dhw', 'hygiene_overdue']],
    );
    const { hygiene } = app.equipment.only('dhw') as { hygiene: Members };
    assert.equal(hygiene['overdue'], true);
  });

  it('follows the settings of the house, and its mode', async () => {
    set('sensor/s1', { tempC: 19 });
    set('sensor/s2', { tempC: 19 });
    await pass(MINUTE_MS);
    const before = Number(told.get('hcu/hcu_main')?.['supplyTempC']);
    await app.settings.patch({ curveOffsetK: 5 }, doer('test'));
    await pass(MINUTE_MS);
    assert.equal(Number(told.get('hcu/hcu_main')?.['supplyTempC']), before + 5);
    await app.system.command({ mode: 'off' }, doer('test'));
    await pass(MINUTE_MS);
    assert.equal(zone('living').effectiveMode, 'off');
    assert.equal(zone('living').reason?.code, 'off');
    assert.equal(told.get('fcu/f1')?.['mode'], 'off');
  });

  it('makes use of energy to spare, and says what comes of it', async () => {
    await app.surplus.command(4, undefined, doer('mqtt'));
    await pass(MINUTE_MS);
    assert.equal(told.get('dhw/dhw_main')?.['targetTempC'], 55);
    // The rooms take of it, too: they call at their setpoints, and wait for the tank.
    assert.equal(zone('living').activeCall, 'heat');
    assert.equal(zone('living').reason?.code, 'hot_water_first');
    await app.surplus.command(2, undefined, doer('mqtt'));
    await pass(MINUTE_MS);
    assert.deepEqual(
      [app.decisionViews.surplus()?.asked, app.decisionViews.surplus()?.effective],
      [2, 4],
    );
    assert.equal(app.decisionViews.surplus()?.reason.code, 'surplus_hold');
    await pass(30 * MINUTE_MS);
    assert.equal(app.decisionViews.surplus()?.effective, 2);
    assert.equal(told.get('dhw/dhw_main')?.['targetTempC'], 50);
  });

  describe('over a restart', () => {
    /** As kill -9 does: only what is on the disk is there afterwards. */
    const restart = () => begin(app);

    it('lets the compressor rest anew, whatever the devices say', async () => {
      set('sensor/s1', { tempC: 18 });
      set('sensor/s2', { tempC: 18 });
      restart();
      reportAll();
      app.clock.advance(LIMITS.controlSoonMs);
      await settled();
      assert.equal(zone('living').reason?.code, 'stored_meanwhile');
      assert.match(zone('living').reason?.until ?? '', /Z$/);
      await pass(9 * MINUTE_MS);
      assert.equal(zone('living').reason?.code, 'stored_meanwhile');
      await pass(2 * MINUTE_MS);
      assert.equal(zone('living').reason?.code, 'heating');
    });

    it('stops nothing that runs before the house has reported', async () => {
      set('sensor/s1', { tempC: 18 });
      set('sensor/s2', { tempC: 18 });
      await pass(MINUTE_MS);
      set('hcu/hcu_main', { state: 'running' });
      set('heatpump/hp_1', { compressorSpeedPercent: 60 });
      await pass(15 * MINUTE_MS);
      restart();
      app.clock.advance(LIMITS.controlSettleMs - 1);
      await settled();
      assert.equal(told.size, 0);
      await pass(MINUTE_MS);
      assert.equal(told.get('hcu/hcu_main')?.['mode'], 'heat');
    });

    it('tells at once what somebody asks of a zone, and nothing else, before the house has reported', async () => {
      restart();
      app.report('fcu', 'f3', world['fcu/f3'] ?? {});
      await app.zoneCommands.command('bath', { tempHeatSetC: 25 }, doer('test'));
      app.clock.advance(LIMITS.controlSoonMs);
      await settled();
      assert.deepEqual([...told.keys()], ['fcu/f3']);
      assert.equal(told.get('fcu/f3')?.['tempHeatSetC'], 25.5);
    });

    it('goes on without those that do not report in time', async () => {
      restart();
      app.clock.advance(LIMITS.controlSettleMs);
      await settled();
      // It was freezing: rooms that nobody measures are kept from frost.
      assert.equal(zone('living').tempC, undefined);
      assert.equal(zone('living').activeCall, 'heat');
      assert.equal(told.get('hcu/hcu_main')?.['mode'], 'heat');
    });

    it('has its starts of the hour and the surplus level on the disk before it acts on them', async () => {
      set('sensor/s1', { tempC: 18 });
      set('sensor/s2', { tempC: 18 });
      await app.surplus.command(3, undefined, doer('test'));
      await pass(MINUTE_MS);
      assert.notEqual(told.get('hcu/hcu_main')?.['mode'], 'idle');
      assert.equal(startsOnDisk().length, 1);
      restart();
      reportAll();
      await settled();
      app.clock.advance(LIMITS.controlSoonMs);
      await settled();
      assert.equal(app.surplus.level(), 3);
      assert.equal(app.decisionViews.surplus()?.effective, 3);
    });

    it('knows of each zone what the lazy batch wrote', async () => {
      set('sensor/s1', { tempC: 20 });
      set('sensor/s2', { tempC: 20 });
      await pass(6 * MINUTE_MS);
      for (const key of ['sensor/s1', 'sensor/s2']) set(key, { tempC: 21.5 });
      await pass(MINUTE_MS);
      await app.lazyBatch.flush();
      for (const key of ['sensor/s1', 'sensor/s2']) set(key, { tempC: 20.5 });
      restart();
      reportAll();
      app.clock.advance(LIMITS.controlSoonMs);
      await settled();
      assert.equal(zone('living').reason?.code, 'minimum_off');
    });

    it('knows what an earlier version wrote', async () => {
      const table = (version: number) => ({
        name: 'control',
        version,
        parse: (value: unknown) => value as Members,
      });
      set('sensor/s1', { tempC: 18 });
      await pass(MINUTE_MS);
      await app.lazyBatch.flush();
      const { dhw, ...rest } = app.store.get(table(2), 'plant') ?? {};
      assert.deepEqual(dhw, { isHeating: false });
      const startsMs = (rest['compressor'] as { startsMs: number[] }).startsMs;
      assert.equal(startsMs.length, 1);
      await app.store.commit([
        { put: table(1), key: 'plant', value: { ...rest, hotWater: { isHeating: true } } },
      ]);
      restart();
      reportAll();
      await pass(MINUTE_MS);
      assert.ok(!app.log.lines.some(({ level }) => level === 'error'));
      const after = app.store.get(table(2), 'plant')?.['compressor'];
      assert.deepEqual((after as { startsMs: number[] }).startsMs.slice(0, 1), startsMs);
    });

    it('starts afresh, and says so, where what it remembered is damaged', async () => {
      await app.store.commit([
        {
          put: { name: 'control', version: 1, parse: (value) => value },
          key: 'plant',
          value: { atMs: 'yesterday' },
        },
      ]);
      restart();
      await pass(2 * MINUTE_MS);
      assert.equal(zone('living').reason?.code, 'satisfied');
      assert.ok(app.log.lines.some(({ level }) => level === 'error'));
    });
  });

  it('goes on where the disk is full, and says so once', async () => {
    app.texts.isFull = true;
    set('sensor/s1', { tempC: 18 });
    set('sensor/s2', { tempC: 18 });
    await pass(5 * MINUTE_MS);
    assert.equal(told.get('hcu/hcu_main')?.['mode'], 'heat');
    const said = app.log.lines.filter(({ message }) => message.startsWith('what control has'));
    assert.equal(said.length, 1);
  });

  it('takes what has waited for long along to the disk', async () => {
    const written = () =>
      [...app.texts.range('events/')].some(([, text]) => text.includes('system_shutdown'));
    await pass(LIMITS.lazyAlongMs);
    app.journal.later({ type: 'system_shutdown', severity: 'info', data: {} });
    await pass(MINUTE_MS);
    assert.equal(written(), false);
    set('sensor/s1', { tempC: 18 });
    await pass(MINUTE_MS);
    assert.equal(startsOnDisk().length, 1);
    assert.equal(written(), true);
  });

  it('commits little: a start and a stop, and what the lazy batch writes', async () => {
    let commits = 0;
    const write = app.texts.write.bind(app.texts);
    app.texts.write = async (writes) => {
      commits++;
      return write(writes);
    };
    set('sensor/s1', { tempC: 20.5 });
    await pass(HOUR_MS);
    set('sensor/s1', { tempC: 22 });
    await pass(HOUR_MS);
    assert.ok(commits <= 6, `${commits} commits`);
  });

  it('has one control for a house of sensors alone, which decides and explains', async () => {
    app.takeHouse(BARE_HOUSE);
    world = { 'sensor/s1': { tempC: 19 } };
    await pass(2 * MINUTE_MS);
    assert.deepEqual([zone('living').activeCall, zone('living').reason?.code], ['heat', 'heating']);
  });
});
