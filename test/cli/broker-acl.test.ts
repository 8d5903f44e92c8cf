import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { aclLines } from '../../src/cli/broker-acl.ts';
import { EXIT } from '../../src/cli/context.ts';
import { playedHub, type PlayedHub } from '../support/command-line.ts';

const RIGHTS = {
  username: 'hub',
  read: ['aris/hub/status', 'tele/Hall "x"'],
  write: ['aris/hub/status', 'cmnd/POWER'],
} as const;

describe('the access list of a broker', () => {
  it('is of one account in Mosquitto, each topic once', () =>
    assert.deepEqual(aclLines('mosquitto', RIGHTS), [
      'user hub',
      'topic readwrite aris/hub/status',
      'topic read tele/Hall "x"',
      'topic write cmnd/POWER',
    ]));

  it('is of who has none where the hub has none', () => {
    const { read, write } = RIGHTS;
    const [first] = aclLines('mosquitto', { read, write });
    assert.equal(first, 'topic readwrite aris/hub/status');
    const all = aclLines('emqx', { read, write });
    assert.ok(all.every((line) => line.startsWith('{allow, all, ')));
  });

  it('is rules in EMQX, and the last one shuts the account out of all else', () =>
    assert.deepEqual(aclLines('emqx', RIGHTS), [
      String.raw`{allow, {user, "hub"}, subscribe, ["aris/hub/status", "tele/Hall \"x\""]}.`,
      '{allow, {user, "hub"}, publish, ["aris/hub/status", "cmnd/POWER"]}.',
      '{deny, {user, "hub"}, all, ["#"]}.',
    ]));
});

describe('aris broker acl', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  it('prints the lines alone, and says what they leave out', async () => {
    const { code, out, err, asked } = await hub.run(['broker', 'acl'], [RIGHTS]);
    assert.deepEqual([code, asked], [EXIT.ok, [['broker.acl', { found: false }]]]);
    assert.equal(out, `${aclLines('mosquitto', RIGHTS).join('\n')}\n`);
    assert.match(err, /aris broker acl --found\n$/);
  });

  it('is for another account, broker or purpose where that is asked', async () => {
    const args = ['broker', 'acl', '--for', 'emqx', '--found', '--username', 'brain'];
    const { out, err, asked } = await hub.run(args, [RIGHTS]);
    assert.match(out, /^\{allow, \{user, "brain"\}, subscribe/);
    assert.deepEqual([err, asked], ['', [['broker.acl', { found: true }]]]);
    const { read, write } = RIGHTS;
    const open = await hub.run(['broker', 'acl', '--found'], [{ read, write }]);
    assert.match(open.err, /no account there/);
  });

  it('knows two brokers', async () => {
    const { code, err, asked } = await hub.run(['broker', 'acl', '--for', 'hivemq'], [RIGHTS]);
    assert.deepEqual([code, asked], [EXIT.usage, []]);
    assert.match(err, /--for must be mosquitto or emqx, not "hivemq"/);
  });
});
