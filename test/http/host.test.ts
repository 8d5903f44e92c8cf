import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HubError } from '../../src/domain/errors.ts';
import { createHostPolicy } from '../../src/http/host.ts';

describe('the hub answers', () => {
  const policy = createHostPolicy(['hub.example.org', 'PI.', 'Here.Example.ORG.']);
  const good = [
    'aris.local',
    'aris.local:8080',
    'ARIS.LOCAL.',
    'aris',
    'localhost:1',
    '127.0.0.1',
    '192.168.1.9:80',
  ];
  const alsoGood = [
    '[::1]',
    '[fe80::1]:8080',
    '[fe80::1%25eth0]',
    '[FE80::1%25Eth0.2_a~-]:8080',
    'hub.example.org',
    'here.example.org',
    'pi.',
    'pi',
    '3com',
    '3com.lan',
    'x.lan',
    'x.home.arpa',
    'a.b.internal',
    '8.8.8.8',
  ];
  for (const host of [...good, ...alsoGood]) {
    it(`to ${host}`, () => assert.doesNotThrow(() => policy(host)));
  }

  const misdirected = [
    'evil.com',
    'aris.local.evil.com',
    'example.org',
    'evil.com:80',
    '0x7f.1',
    '127.1',
    'x.123',
    '123',
    '!aris',
    'aris!',
    'aris..local',
    '.local',
    'a/b.local',
    '<b>.local',
  ];
  for (const host of misdirected) {
    it(`not to ${host}, naming the setting`, () => {
      assert.throws(
        () => policy(host),
        (error) =>
          error instanceof HubError &&
          error.code === 'misdirected' &&
          error.message.includes(`"${host.replace(/:.*/, '')}": add it to ARIS_HOSTS`) &&
          error.context['setting'] === 'ARIS_HOSTS',
      );
    });
  }

  for (const host of [
    undefined,
    '',
    ':80',
    '.',
    '.:80',
    'a:b:c',
    '[::1',
    '[fe80::1%]',
    '[fe80::1%25eth0',
    '[fe80::1%25eth0]x',
    '[%25eth0]',
    'aris.local:999999',
    'user@aris.local:x',
  ]) {
    it(`400 to ${String(host)}`, () => {
      assert.throws(
        () => policy(host),
        (error) =>
          error instanceof HubError &&
          error.code === 'invalid' &&
          error.context['field'] === 'host',
      );
    });
  }

  it('to none before it has answered to one, and repeats no more than 100 characters', () => {
    assert.throws(() => createHostPolicy([])(undefined), /missing or malformed/);
    assert.throws(() => policy('[::1:]'), /"\[::1:\]"/);
    const first = 'a'.repeat(100);
    assert.throws(() => policy(`${first}b.example`), new RegExp(`"${first}"`));
  });
});
