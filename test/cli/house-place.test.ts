import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { houseFileOf, houseSourceOf } from '../../src/cli/house-place.ts';
import { readCommandLine } from '../../src/cli/settings.ts';
import sampleHouse from '../../src/simulator/sample-house.json' with { type: 'json' };
import { machineTimeZone } from '../../src/system/time-zone.ts';
import { lastingFolder } from '../support/child.ts';
import { playedProcess } from '../support/command-line.ts';

const DEMO = { name: 'the-demo', houseText: '{"of":"the demo"}', gateways: () => [] };

describe('where a house comes from', () => {
  let folder: string;
  beforeEach(() => (folder = lastingFolder()));

  function sourceOf(args: readonly string[] = [], isVirtual = false, demo?: typeof DEMO) {
    const { context } = playedProcess(args, folder);
    return houseSourceOf(readCommandLine(args, {}, context), { isVirtual, demo }, context);
  }

  it('is house.json in the data folder, which may not be there, and can be written', () => {
    const path = join(folder, 'house.json');
    const source = sourceOf();
    assert.deepEqual([source.path, source.setting], [path, undefined]);
    assert.equal(source.read(), undefined);
    source.write?.('written');
    assert.equal(readFileSync(path, 'utf8'), 'written');
    assert.equal(source.read(), 'written');
  });

  it('is the file that a setting names, and nothing else, even of a virtual house', () => {
    const path = join(folder, 'mine.json');
    writeFileSync(path, 'mine');
    for (const isVirtual of [false, true]) {
      const source = sourceOf(['--house', path], isVirtual, DEMO);
      assert.deepEqual([source.path, source.setting], [path, 'ARIS_HOUSE']);
      assert.deepEqual([source.read(), source.write], ['mine', undefined]);
    }
  });

  it('is the sample house where it is made up, whatever file lies there, and nobody writes it', () => {
    writeFileSync(join(folder, 'house.json'), 'mine');
    const source = sourceOf([], true);
    assert.deepEqual(JSON.parse(source.read() ?? ''), sampleHouse);
    assert.deepEqual([source.path, source.write], ['the sample house', undefined]);
  });

  it('is that of a demo where one is tried out', () => {
    const source = sourceOf([], true, DEMO);
    assert.deepEqual([source.path, source.read()], ['the demo the-demo', DEMO.houseText]);
    assert.equal(source.write, undefined);
  });

  it('has the rules of its settings, its machine and its data folder', () => {
    mkdirSync(join(folder, 'profiles'));
    writeFileSync(join(folder, 'profiles', 'own.json'), '{}');
    const source = sourceOf(['--mqtt-base', 'site42/aris']);
    assert.equal(source.mqttBase, 'site42/aris');
    assert.equal(source.timeZone(), machineTimeZone());
    assert.equal(source.initCommand, `aris house init --data ${folder}`);
    assert.ok(source.profiles.names().includes('own'));
  });

  it('has its file named alike for all that only look at it', () => {
    const { context } = playedProcess([], folder);
    const fileOf = (...args: string[]) => houseFileOf(readCommandLine(args, {}, context));
    assert.equal(fileOf(), join(folder, 'house.json'));
    assert.equal(fileOf('--house', '/mine.json'), '/mine.json');
    assert.ok(!existsSync(join(folder, 'house.json')));
  });
});
