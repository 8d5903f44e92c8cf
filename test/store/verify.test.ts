import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { RunOwnProcess } from '../../src/app/base/ports/own-process.ts';
import type { Table } from '../../src/app/base/ports/store.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { saveKeys } from '../../src/store/key-file.ts';
import { writeMarker } from '../../src/store/marker.ts';
import { STORE_FORMAT } from '../../src/store/migrations.ts';
import { MAGIC, STORE_FILE } from '../../src/store/store-file.ts';
import type { ReaderLine, RecordLine } from '../../src/store/reader.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { KEYS } from '../support/app.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NUMBERS: Table<unknown> = {
  name: 'zone',
  version: 1,
  parse(value) {
    if (typeof value !== 'number') throw new Error('it is no number');
    return value;
  },
};
const GOOD: RecordLine = ['zone/bath', '{"v":1,"d":5}'];

let folder = tempFolder();
beforeEach(() => {
  folder = tempFolder();
  writeMarker(folder.path, '0.2.0');
  // At first sight a store: nothing else of it is looked at in this process.
  const file = Buffer.alloc(8_192);
  for (const at of [24, 4_120]) MAGIC.copy(file, at);
  writeFileSync(join(folder.path, STORE_FILE), file);
  saveKeys(folder.path, KEYS);
});
afterEach(() => folder.remove());

/** A store that reads so: whole, or with its reader dying before the end as often as said. */
function rig({ records = [GOOD], deaths = 0, fault = undefined as string | undefined } = {}) {
  const tasks: unknown[] = [];
  let readings = 0;
  const run: RunOwnProcess = (args) => {
    const task: unknown = JSON.parse(args[2] ?? '');
    tasks.push(task);
    const isCheck = task === 'check';
    const dies = !isCheck && readings++ < deaths;
    const verdict: ReaderLine = fault === undefined ? { whole: records.length } : { fault };
    const read = [{ entries: dies ? 9 : records.length }, ...records];
    async function* said() {
      await Promise.resolve();
      const lines = isCheck ? [verdict] : [...read, ...(dies ? [] : [{ part: 0 }])];
      yield* lines.map((line) => JSON.stringify(line));
    }
    const code = dies ? 1 : 0;
    return {
      lines: said(),
      end: Promise.resolve({ code, signal: undefined, isHung: false, stderr: '' }),
    };
  };
  const verify = async (isAlone = true) =>
    verifyStore(folder.path, { version: '0.2.0', tables: [NUMBERS], apart: { run }, isAlone });
  return { verify, tasks };
}

describe('a store that is verified', () => {
  it('has no fault where all of it can be read', async () =>
    assert.deepEqual(await rig().verify(), { faults: [], records: 1, setAside: 0 }));

  it('has each record looked at by its table, but not those of the store’s own', async () => {
    const { faults, records, setAside } = await rig({
      records: [
        ['damaged/zone/old', 'no record'],
        ['other/x', '{"v":1,"d":1}'],
        ['store/format', 'no record'],
        ['zone/bath', '{"v":1,"d":"x"}'],
        ['zone/hall', '{"v":1,"d":1}'],
      ],
    }).verify();
    assert.equal(faults.length, 2);
    assert.equal(faults[0], 'other/x: this version knows no such table');
    assert.match(faults[1] ?? '', /\(zone\/bath\): it is no number$/);
    assert.deepEqual([records, setAside], [5, 1]);
  });

  it('names no more than LIMITS.verifyFaults, and counts all', async () => {
    const many = Array.from({ length: LIMITS.verifyFaults + 1 }, (_, at): RecordLine => [
      `zone/${at}`,
      '{}',
    ]);
    const { faults, records } = await rig({ records: many }).verify();
    assert.deepEqual([faults.length, records], [LIMITS.verifyFaults, many.length]);
  });

  it('is tried for writing where nobody else has it, and only there', async () => {
    const alone = rig({ fault: 'a page is lost' });
    assert.deepEqual((await alone.verify()).faults, [
      `the store in ${folder.path} is damaged: a page is lost`,
    ]);
    const shared = rig({ fault: 'a page is lost' });
    assert.deepEqual((await shared.verify(false)).faults, []);
    assert.equal(shared.tasks.includes('check'), false);
  });

  it('is not opened where its marker refuses it', async () => {
    writeMarker(folder.path, '9.0.0', { format: STORE_FORMAT + 1 });
    const { verify, tasks } = rig();
    const { faults, records } = await verify();
    assert.equal(faults.length, 1);
    assert.deepEqual([records, tasks], [0, []]);
  });

  it('is read again where a hub that writes meanwhile may have made it look broken', async () => {
    const once = rig({ deaths: 1 });
    assert.deepEqual(await once.verify(false), { faults: [], records: 1, setAside: 0 });
    const alone = rig({ deaths: 1 });
    assert.deepEqual((await alone.verify()).faults, [
      `the store in ${folder.path} is damaged: not all of its records can be read`,
    ]);
  });
});
