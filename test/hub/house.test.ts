/** The house with the adapters that it needs, as the hub joins it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBackupWatch, type BackupState } from '../../src/app/backup/watch.ts';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { scopeOf } from '../../src/app/live/scope.ts';
import { RESTORED, RESTORED_KEY, tellRestored } from '../../src/app/records/restored-store.ts';
import { createCurrentHouse } from '../../src/app/house/current-house.ts';
import { createTopics } from '../../src/app/messages/topics.ts';
import type { BrokerSetting } from '../../src/app/broker/known-broker.ts';
import type { HouseTrouble } from '../../src/app/house/house-file-reload.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import type { RestoredStore } from '../../src/domain/restored-store.ts';
import type { Core } from '../../src/hub/core.ts';
import { openHouse } from '../../src/hub/house.ts';
import { createLocalBroker } from '../../src/simulator/local-bus.ts';
import { configOf } from '../support/app.ts';
import { createTestCore } from '../support/core.ts';
import { doer } from '../support/doers.ts';
import { BARE_HOUSE, SMALL_HOUSE } from '../support/house.ts';
import { settled } from '../support/settled.ts';

const BY = doer('usr_1');

interface Begin {
  readonly env?: Readonly<Record<string, string>>;
  readonly isVirtual?: boolean;
  readonly broker?: BrokerSetting;
  readonly trouble?: HouseTrouble;
  readonly backup?: BackupState;
}

async function begin({
  env = {},
  isVirtual = false,
  broker: setting = 'given',
  trouble,
  backup,
}: Begin = {}) {
  const { core, parts, texts } = createTestCore();
  const broker = createLocalBroker();
  const heard: string[] = [];
  const watcher = broker.connect();
  watcher.start({
    filters: ['#'],
    onMessage: ({ topic }) => void heard.push(topic),
    onConnection: () => undefined,
  });
  const house = createCurrentHouse(SMALL_HOUSE);
  const watch = createBackupWatch(parts.clock);
  const services = openHouse({
    house,
    houseBook: { origin: () => ({ inCharge: 'store', path: 'house.json', trouble }) },
    brokerBook: { state: () => setting },
    config: { ...configOf('none', { ARIS_HA_PREFIX: 'homeassistant', ...env }), isVirtual },
    parts,
    core,
    bus: broker.connect(),
    connect: () => Promise.resolve(broker.connect()),
    topics: createTopics('aris'),
    facts: { serial: 'own', version: '0', isVirtual, timeZone: () => 'Europe/Berlin' },
    backupWatch: { status: () => ({ ...watch.status(), state: backup }) },
  });
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 1_000) {
      parts.clock.advance(Math.min(left, 1_000));
      await settled();
    }
  };
  const faults = async () => {
    await pass(LIMITS.controlSettleMs);
    await services.controlLoop.cycle();
    return services.faults.list().map(({ code }) => code);
  };
  const tables = () => new Set([...texts.range('')].map(([key]) => key.split('/')[0]));
  const startBus = async () => {
    services.mqttSession.start();
    await pass(LIMITS.discoveryDelayMs + LIMITS.discoverySpreadMs);
  };
  const shown = () => services.state.snapshot(scopeOf(COMMAND_LINE)).text;
  await settled();
  return { core, shown, parts, house, services, watcher, heard, pass, faults, tables, startBus };
}

async function restoreStore({ store, journal }: Core): Promise<void> {
  const value: RestoredStore = { fault: 'a damaged page', from: 'nothing', records: 0 };
  await store.commit([{ put: RESTORED, key: RESTORED_KEY, value }]);
  await tellRestored(store, journal);
}

describe('the house with its adapters', () => {
  const wrong: readonly [string, Begin, string][] = [
    ['its file', { trouble: 'conflict' }, 'house_conflict'],
    ['its broker', { broker: 'lost' }, 'broker_lost'],
    ['its backups', { backup: 'failing' }, 'backup_failing'],
  ];
  for (const [what, options, code] of wrong)
    it(`tells of what is wrong with ${what}`, async () => {
      assert.ok(!(await (await begin()).faults()).includes(code));
      const { faults } = await begin(options);
      const all = await faults();
      assert.ok(all.includes(code), all.join());
    });

  it('tells of what an owner has yet to confirm', async () => {
    const { core, faults } = await begin();
    await restoreStore(core);
    assert.ok((await faults()).includes('storage_restored'));
  });

  it('is told to Home Assistant under its prefix, and not where it is made up or that is off', async () => {
    const told = async (options: Begin) => {
      const { startBus, heard } = await begin(options);
      await startBus();
      return heard.filter((topic) => topic.includes('/device/')).map((one) => one.split('/')[0]);
    };
    assert.deepEqual([...new Set(await told({ env: { ARIS_HA_PREFIX: 'ha' } }))], ['ha']);
    assert.deepEqual(await told({ isVirtual: true }), []);
    assert.deepEqual(await told({ env: { ARIS_HA_PREFIX: 'off' } }), []);
  });

  it('takes commands over MQTT where the settings let it', async () => {
    const modeAfter = async (env: Readonly<Record<string, string>>) => {
      const { services, watcher, startBus, pass } = await begin({ env });
      await startBus();
      await watcher.publish({ topic: 'aris/zone/bath/mode/set', payload: 'off' });
      await pass(2_000);
      return services.zones.get('bath').mode;
    };
    assert.equal(await modeAfter({ ARIS_MQTT_COMMANDS: 'on' }), 'off');
    assert.equal(await modeAfter({ ARIS_MQTT_COMMANDS: 'off' }), 'heat');
  });

  it('has what can wait written along with a commit, where it has waited for a while', async () => {
    const { services, parts, tables, core } = await begin();
    core.lazyBatch.start();
    services.messageRouter.accept({
      topic: 'aris/hcu/hcu_main/telemetry',
      payload: Buffer.from('{"activeFaults":[{"code":"E1","message":"Low pressure"}]}'),
      retained: false,
    });
    parts.clock.advance(LIMITS.lazyAlongMs);
    assert.ok(!tables().has('faults'));
    await services.zoneCommands.command('bath', { mode: 'off' }, BY);
    await settled();
    assert.ok(tables().has('faults'), [...tables()].join());
  });

  it('has all of it shown anew once the house is another', async () => {
    const { house, shown } = await begin();
    assert.ok(shown().includes('"bath"'));
    house.replace(BARE_HOUSE);
    assert.ok(!shown().includes('"bath"'));
  });

  it('shows notices beside the house, as they come', async () => {
    const { core, shown } = await begin();
    assert.ok(!shown().includes('store_restored'));
    await restoreStore(core);
    assert.ok(shown().includes('store_restored'));
  });
});
