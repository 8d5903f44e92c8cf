/** Everything that knows the house, as the hub joins it: what only a hub that commands does, and what is wrong with it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HUB } from '../../src/app/records/store-findings.ts';
import { createTopics } from '../../src/app/messages/topics.ts';
import { createHouseParts } from '../../src/hub/house-parts.ts';
import { createCurrentHouse } from '../../src/app/house/current-house.ts';
import type { Finding } from '../../src/domain/control/findings.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createLocalBroker } from '../../src/simulator/local-bus.ts';
import { digest } from '../../src/crypto/digest.ts';
import { openTimeZone } from '../../src/system/time-zone.ts';
import { createTestCore } from '../support/core.ts';
import { doer } from '../support/doers.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { settled } from '../support/settled.ts';

const OWN: Finding = { ...HUB, code: 'storage_full', isCertain: true };

function begin(ownFindings: readonly Finding[] = []) {
  const { core, parts } = createTestCore();
  const broker = createLocalBroker();
  const bus = broker.connect();
  const refused = new Set<string>();
  const heard: string[] = [];
  broker.connect().start({
    filters: ['#'],
    onMessage: ({ topic }) => void heard.push(topic),
    onConnection: () => undefined,
  });
  let flushes = 0;
  const topics = createTopics('aris');
  const house = createHouseParts({
    house: createCurrentHouse(SMALL_HOUSE),
    store: core.store,
    journal: core.journal,
    bus: { ...bus, refused: () => ({ ...bus.refused(), heard: refused }) },
    topics,
    facts: { serial: 'own', version: '0', isVirtual: false, timeZone: () => 'Europe/Berlin' },
    discovery: { prefix: undefined, hubId: 'own' },
    digest,
    flushSoon: () => flushes++,
    ownFindings: () => ownFindings,
    timeZones: (name) => openTimeZone(name, parts.log),
    acceptsCommands: true,
    ...parts,
  });
  const codes = async () => {
    parts.clock.advance(LIMITS.controlSettleMs);
    await house.controlLoop.cycle();
    await settled();
    return house.faults.list().map(({ code }) => code);
  };
  return {
    house,
    broker,
    heard,
    codes,
    refused,
    topics,
    clock: parts.clock,
    flushes: () => flushes,
  };
}

describe('the parts of a house, joined', () => {
  it('tell devices nothing while another hub commands', async () => {
    const { house, broker, heard, clock } = begin();
    const rival = broker.connect();
    rival.start({
      filters: ['aris/hub/challenge'],
      onMessage({ payload }) {
        const { nonce } = JSON.parse(payload.toString()) as { nonce: string };
        const answer = { nonce, instance: '00', serial: 'other', version: '1' };
        void rival.publish({ topic: 'aris/hub/answer', payload: JSON.stringify(answer) });
      },
      onConnection: () => undefined,
    });
    await settled();
    const payload = JSON.stringify({ status: 'online', serial: 'other', instance: '00' });
    await rival.publish({ topic: 'aris/hub/status', payload, retain: true });
    await settled();
    house.mqttSession.start();
    await settled();
    clock.advance(LIMITS.hubAnswerMs);
    await settled();
    assert.equal(house.mqttSession.isStandby(), true);
    await house.zoneCommands.command('bath', { mode: 'off' }, doer('usr_1'));
    await house.controlLoop.cycle();
    await settled();
    assert.deepEqual(
      heard.filter((topic) => topic.endsWith('/command')),
      [],
    );
    for (let ms = 0; ms < LIMITS.controlSettleMs; ms += 1_000) {
      clock.advance(1_000);
      await settled();
    }
    await house.controlLoop.cycle();
    assert.ok(house.faults.list().some(({ code }) => code === 'hub_standby'));
  });

  it('find what is wrong with the hub itself', async () => {
    assert.ok(!(await begin().codes()).includes('storage_full'));
    assert.ok((await begin([OWN]).codes()).includes('storage_full'));
  });

  it('find what the broker does not let the hub hear', async () => {
    const { codes, refused, topics } = begin();
    topics.hubFilters.forEach((filter) => refused.add(filter));
    assert.ok((await codes()).includes('topic_refused'));
  });

  it('have written lazily what they remember, count and measured', () => {
    const { house } = begin();
    const { memory, energy, history } = house;
    for (const source of [memory, energy, history]) assert.ok(house.lazy.includes(source));
    assert.equal(new Set(house.lazy).size, 6);
  });

  it('know each zone by the house that runs', () => {
    const { house } = begin();
    assert.deepEqual(
      house.zones.list().map(({ zoneId }) => zoneId),
      ['living', 'bath'],
    );
  });
});
