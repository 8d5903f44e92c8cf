import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  actorOfId,
  BY_HUB,
  deviceDoer,
  mqttSource,
  OVER_MQTT,
  personOf,
  strangerAt,
} from '../../src/domain/doer.ts';

describe('who does something', () => {
  it('is known by an id of old records', () => {
    const cases = [
      ['usr_1', 'person'],
      ['tok_1', 'token'],
      ['admin@127.0.0.1', 'admin'],
      ['panel', 'panel'],
      ['cli', 'cli'],
      ['mqtt', 'mqtt'],
      ['mqtt2', 'hub'],
      ['an usr_1', 'hub'],
    ] as const;
    for (const [id, kind] of cases) assert.deepEqual(actorOfId(id), { kind, id });
  });

  it('is a person by name, or whoever stands before a panel', () => {
    const ada = { kind: 'person', id: 'usr_1', name: 'Ada' };
    assert.deepEqual(personOf({ id: 'usr_1', name: 'Ada' }), ada);
    assert.deepEqual(personOf(undefined), { kind: 'panel', id: 'panel' });
  });

  it('is a stranger from one address, or from several', () => {
    const by = { kind: 'stranger', id: 'stranger' };
    assert.deepEqual(strangerAt('10.0.0.9'), { by, from: { address: '10.0.0.9' } });
    assert.deepEqual(strangerAt(undefined), { by });
  });

  it('is a device by its kind and id', () => {
    assert.deepEqual(deviceDoer({ kind: 'fcu', id: 'a' }).by, { kind: 'device', id: 'fcu/a' });
  });

  it('gives an event another source over MQTT alone', () => {
    assert.deepEqual([mqttSource(OVER_MQTT), mqttSource(BY_HUB)], [{ source: 'mqtt' }, {}]);
  });
});
