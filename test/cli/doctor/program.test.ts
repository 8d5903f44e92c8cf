import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PROGRAM_CHECKS } from '../../../src/cli/doctor/program.ts';
import { WELL } from '../../support/hub-status.ts';
import { verdict, type Case } from './examined.ts';

const SERVICE = { state: 'active', exitCode: 0, restarts: 0, socketState: 'active' };
const ALONE = { hub: undefined };
const health = (url: string, text = '{"uptime_seconds":1}') => ({
  answers: { [`${url}/health`]: { status: 200, text } },
});
const own = '/etc/avahi/services';
const avahi = (text: string) => ({
  programs: { 'systemctl is-active avahi-daemon': 'active\n' },
  folders: { [own]: ['aris.service'] },
  files: { [`${own}/aris.service`]: text },
});

const CASES: readonly Case[] = [
  ['program', 'the one that runs', {}, 'ok', /aris 0\.2\.0 on Node 20\.19\.0/],
  [
    'program',
    'an older hub',
    { hub: { ...WELL, version: '0.1.0' } },
    'wrong',
    /version 0\.1\.0.*restart aris/,
  ],
  ['word size', 'any', {}, 'ok', /^64 bits \(arm64, LE\)/],
  ['service', 'none, and a hub', {}, 'unknown', /no service of systemd/],
  ['service', 'none, and no hub', ALONE, 'wrong', /aris serve/],
  ['service', 'one that runs', { service: { ...SERVICE, restarts: 3 } }, 'ok', /by itself 3 times/],
  [
    'service',
    'one that failed',
    { ...ALONE, service: { ...SERVICE, state: 'failed', exitCode: 3 } },
    'wrong',
    /failed \(exit code 3: another process has its data folder\).*aris logs.*systemctl start/,
  ],
  [
    'service',
    'one that has another folder',
    { ...ALONE, service: SERVICE },
    'wrong',
    /no hub answers/,
  ],
  ['socket', 'none', {}, 'unknown', /no aris\.socket/],
  ['socket', 'one that listens', { service: SERVICE }, 'ok', /listens/],
  [
    'socket',
    'one that does not',
    { service: { ...SERVICE, socketState: 'failed' } },
    'wrong',
    /enable --now aris\.socket/,
  ],
  ['port', 'one that answers', { on: health('http://localhost:80') }, 'ok', /:80 answers/],
  ['port', 'one that nobody answers at', {}, 'wrong', /does not answer.*sport = :80/],
  [
    'port',
    'another program at it',
    { on: health('http://localhost:80', 'nginx') },
    'wrong',
    /does not answer/,
  ],
  ['port', 'a free one', ALONE, 'ok', /http:\/\/localhost:8080 is free/],
  [
    'port',
    'one that is taken',
    { ...ALONE, on: health('http://localhost:8080') },
    'wrong',
    /another program has port 8080/,
  ],
  [
    'port',
    'that of systemd, whom nobody asks',
    { ...ALONE, service: SERVICE },
    'unknown',
    /:80 is asked once/,
  ],
  [
    'name',
    'one that is known',
    { on: { addresses: { 'aris.local': ['192.168.1.5'] } } },
    'ok',
    /aris\.local is 192\.168\.1\.5/,
  ],
  ['name', 'one that nobody knows', {}, 'wrong', /apt install avahi-daemon/],
  ['Avahi', 'no systemd', {}, 'unknown', /systemd does not run/],
  [
    'Avahi',
    'none',
    { on: { programs: { 'systemctl is-active': { code: 3, out: 'inactive\n' } } } },
    'wrong',
    /apt install avahi-daemon/,
  ],
  ['Avahi', 'one that announces others', { on: avahi('_http._tcp') }, 'wrong', /not announced/],
  ['Avahi', 'no serial', { on: avahi('_aris._tcp id=SERIAL') }, 'wrong', /without its serial/],
  [
    'Avahi',
    'one that announces the hub',
    { on: avahi('_aris._tcp id=0123') },
    'ok',
    /announced as _aris/,
  ],
];

describe('what aris doctor says of the program', () => {
  for (const [check, what, given, state, words] of CASES)
    it(`${check}: ${what}`, async () => {
      const found = await verdict(PROGRAM_CHECKS, check, given);
      assert.equal(found.state, state, found.says);
      assert.match(`${found.says} ${found.next ?? ''}`, words);
    });

  it('asks where the hub is told to listen', async () => {
    const of = async (host: string) => {
      const cli = { dataFolder: '/data', settings: { listen: { host, port: 81 } } as never };
      return (await verdict(PROGRAM_CHECKS, 'port', { ...ALONE, cli })).says;
    };
    assert.equal(await of('192.168.1.5'), 'http://192.168.1.5:81 is free');
    assert.equal(await of('fd00::1'), 'http://[fd00::1]:81 is free');
    assert.equal(await of('0.0.0.0'), 'http://localhost:81 is free');
  });
});
