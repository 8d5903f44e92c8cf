import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DISK_CHECKS, mountOf } from '../../../src/cli/doctor/disk.ts';
import { createFakeMachine, type FakeMachineParts } from '../../support/fake-machine.ts';
import { unwell, WELL } from '../../support/hub-status.ts';
import { verdict, type Case } from './examined.ts';

const ROOT = '22 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw';
const READ_ONLY = ROOT.replace('rw,noatime', 'ro,noatime');
const mounted = (files: Readonly<Record<string, string>>, line = ROOT) => ({
  on: { files: { '/proc/self/mountinfo': `${line}\n`, ...files } },
});
const free = (bytes: number, parts: FakeMachineParts = {}) => ({
  machine: createFakeMachine(parts, { room: () => ({ free: bytes, size: 32e9 }) }),
});
/** An hour, and so many sectors. */
const wrote = (sectors: number, type = 'SD') =>
  mounted({
    '/sys/dev/block/179:2/../device/type': `${type}\n`,
    '/proc/uptime': '3600.00 7000.00\n',
    '/sys/dev/block/179:2/stat': ` 1 2 3 4 5 6 ${sectors} 8 9`,
  });
const worn = (text: string, path = '/sys/dev/block/179:2/../device/life_time') =>
  mounted({ [path]: text });
const memory = (kilobytes: number) => ({
  on: { files: { '/proc/meminfo': `MemTotal:  441000 kB\nMemAvailable:  ${kilobytes} kB\n` } },
});
const folder = (more: FakeMachineParts) => ({
  on: { ...more, facts: { '/data': { isFolder: true, mode: 0o700 }, ...more.facts } },
});
const unwritable = unwell('degraded', {
  state_file: { status: 'error', state: 'unwritable', since: '2026-01-15T10:00:00Z' },
});

const CASES: readonly Case[] = [
  ['disk', 'room', free(5e9), 'ok', /5\.0 GB of 32\.0 GB are free/],
  ['disk', 'no room', free(2e8), 'wrong', /200 MB of 32\.0 GB.*sudo du/],
  ['disk', 'no folder', {}, 'unknown', /not there yet/],
  ['writes', 'a disk that takes them', mounted({}), 'ok', /takes writes/],
  [
    'writes',
    'one that takes none',
    mounted({}, READ_ONLY),
    'wrong',
    /^\/ takes no writes.*remount,rw \//,
  ],
  [
    'writes',
    'a store that is not well',
    { ...mounted({}), hub: { ...WELL, health: unwritable } },
    'wrong',
    /the store is unwritable/,
  ],
  // 5 MB in 7,500 s; a million sectors in an hour.
  ['written', 'not much', wrote(1e6), 'ok', /^58 MB a day by the hub, 12\.3 GB a day by all/],
  ['written', 'nothing that tells', { hub: undefined }, 'unknown', /too little time/],
  [
    'written',
    'by a hub that has just begun',
    { hub: { ...WELL, usage: { ...WELL.usage, uptimeSeconds: 599 } } },
    'unknown',
    /too little time/,
  ],
  ['wear', 'a card, which does not tell', mounted({}), 'unknown', /does not tell/],
  ['wear', 'one that is new', worn('0x01 0x02\n'), 'ok', /up to 20 %/],
  [
    'wear',
    'a whole disk',
    worn('0x03 0x01\n', '/sys/dev/block/179:2/device/life_time'),
    'ok',
    /up to 30 %/,
  ],
  ['wear', 'one that is worn', worn('0x02 0x09\n'), 'wrong', /up to 90 %.*aris backup/],
  ['wear', 'one that is worn out', worn('0x0b 0x01\n'), 'wrong', /past the life/],
  ['wear', 'one that will not say', worn('0x00 0x00\n'), 'unknown', /does not tell/],
  ['memory', 'enough', memory(200_000), 'ok', /205 MB of 452 MB are to be had; the hub has 63 MB/],
  ['memory', 'little', memory(63_999), 'wrong', /ps aux/],
  ['memory', 'nobody tells', {}, 'unknown', /does not tell/],
  [
    'rights',
    'its owner’s alone',
    folder({ folders: { '/data': ['lock'] }, facts: { '/data/lock': {} } }),
    'ok',
    /owner's alone/,
  ],
  [
    'rights',
    'open to others',
    folder({ facts: { '/data': { isFolder: true, mode: 0o750 } } }),
    'wrong',
    /chmod 700 \/data/,
  ],
  [
    'rights',
    'a file of root’s',
    folder({ folders: { '/data': ['lock'] }, facts: { '/data/lock': { userId: 0 } } }),
    'wrong',
    /^lock in \/data.*chown -R --reference/,
  ],
  ['rights', 'no folder', {}, 'unknown', /not there yet/],
];

describe('what aris doctor says of the disk', () => {
  for (const [check, what, given, state, words] of CASES)
    it(`${check}: ${what}`, async () => {
      const found = await verdict(DISK_CHECKS, check, given);
      assert.equal(found.state, state, found.says);
      assert.match(`${found.says} ${found.next ?? ''}`, words);
    });

  it('finds it wrong where a card would be worn out by what is written', async () => {
    const found = await verdict(DISK_CHECKS, 'written', { ...wrote(1.7e6), hub: undefined });
    assert.deepEqual([found.state, found.says], ['wrong', '20.9 GB a day by all programs']);
    assert.equal((await verdict(DISK_CHECKS, 'written', wrote(1.6e6))).state, 'ok');
    assert.equal((await verdict(DISK_CHECKS, 'written', wrote(9e6, '0'))).state, 'ok');
  });
});

describe('the disk that a folder is on', () => {
  it('is the nearest above it, and the last that was put there', () => {
    const text = [
      ROOT,
      '30 22 8:1 / /mnt/my\\040disk rw - ext4 /dev/sda1 rw',
      '31 22 8:2 / /mnt/my\\040disk ro - ext4 /dev/sda2 rw',
      '32 22 8:3 / /mnt/my\\040diskette rw - ext4 /dev/sda3 rw',
    ].join('\n');
    const device = (path: string) => mountOf(text, path)?.device;
    assert.equal(device('/var/lib/aris'), '179:2');
    assert.equal(device('/mnt/my disk/aris'), '8:2');
    assert.equal(device('/mnt/my disk'), '8:2');
    assert.equal(device('/mnt/my diskettes'), '179:2');
    assert.equal(mountOf('', '/x'), undefined);
  });
});
