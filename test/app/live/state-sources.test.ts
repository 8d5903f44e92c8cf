import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { houseState, noticeDigest } from '../../../src/app/live/state-sources.ts';
import { EQUIPMENT_KINDS } from '../../../src/domain/equipment/catalogue.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';

describe('what the state consists of', () => {
  let app: TestApp;
  let state: ReturnType<typeof houseState>;
  let told: string[];
  beforeEach(() => {
    app = createTestApp();
    state = houseState(app);
    told = [];
    for (const source of state.sources)
      source.onChange((id, isUrgent) => void told.push(`${source.kind}/${id} ${String(isUrgent)}`));
  });
  const viewsOf = (kind: string) => state.sources.find((one) => one.kind === kind)?.list() ?? [];

  it('is the system, the zones and each kind of equipment, each for who may see it', () => {
    assert.deepEqual(
      state.sources.map(({ kind, permission }) => [kind, permission]),
      [
        ['system', 'system:read'],
        ['zone', 'zones:read'],
        ...EQUIPMENT_KINDS.map((kind) => [kind, 'equipment:read']),
      ],
    );
    assert.deepEqual(
      state.digests.map(({ name, permission }) => [name, permission]),
      [['faults', 'equipment:read']],
    );
    const { name, permission } = noticeDigest(app.access.notices);
    assert.deepEqual([name, permission], ['notices', 'audit:read']);
  });

  it('is under the ids of the house, in its order', () => {
    assert.deepEqual(
      viewsOf('zone').map(({ id }) => id),
      ['living', 'bath'],
    );
    assert.deepEqual(
      viewsOf('fcu').map(({ id }) => id),
      ['f1', 'f2', 'f3'],
    );
    assert.deepEqual(
      viewsOf('system').map(({ id }) => id),
      ['system'],
    );
  });

  it('is told of by kind, and at once where somebody waits for it', async () => {
    app.report('fcu', 'f3', { roomTempC: 22 });
    assert.ok(told.includes('fcu/f3 false') && told.includes('zone/bath false'), told.join());
    assert.ok(!told.some((one) => one.startsWith('hcu/') || one.startsWith('system/')));
    told = [];
    await app.zoneCommands.command('bath', { tempHeatSetC: 23 }, doer('usr_0000000a'));
    await app.system.command({ mode: 'away' }, doer('usr_0000000a'));
    assert.ok(told.includes('zone/bath true') && told.includes('system/system true'), told.join());
  });
});
