import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { it } from 'node:test';
import { getHeapCodeStatistics, getHeapSpaceStatistics } from 'node:v8';
import { runInNewContext, runInThisContext } from 'node:vm';
import { keepReleasing, releaseMemory, startSmall } from '../../src/system/release-memory.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const MIB = 1024 * 1024;

it('what nobody holds is collected at once, and the way to do so is not left open', async () => {
  const ref = new WeakRef({ garbage: true });
  // A weak reference holds what it points to until the turn in which it was made is over.
  await nextTurn();
  releaseMemory();
  assert.equal(ref.deref(), undefined);
  assert.equal(runInNewContext('typeof gc'), 'undefined');
});

it('memory is released after the start, and again where much is left behind, ever more rarely where that is no help', () => {
  const clock = createFakeClock();
  let releases = 0;
  let residentMiB = 70;
  let unusedMiB = 0;
  keepReleasing(
    clock,
    () => {
      releases++;
    },
    () => ({ rss: residentMiB * MIB, heapTotal: (20 + unusedMiB) * MIB, heapUsed: 20 * MIB }),
  );
  clock.advance(8_000);
  assert.equal(releases, 1);
  const releasesAt = (mib: number, looks: number) => {
    const before = releases;
    residentMiB = mib;
    clock.advance(looks * 10_000);
    return releases - before;
  };
  assert.equal(releasesAt(87, 1), 1, 'a crowd may come before the first look');
  assert.equal(releasesAt(70, 1), 0);
  assert.equal(releasesAt(86, 10), 0, 'as much as comes and goes');
  assert.equal(releasesAt(87, 1), 1);
  assert.equal(releasesAt(70, 1), 0);
  assert.equal(releasesAt(87, 1), 1, 'once it helped, at once');
  assert.equal(releasesAt(87, 2 + 3 + 5), 3, 'each pause is twice as long as the last');
  assert.equal(releasesAt(87, 9 + 17 + 33 + 65 + 129), 5);
  assert.deepEqual([releasesAt(87, 128), releasesAt(87, 1)], [0, 1], 'but no longer than that');
  assert.equal(releasesAt(70, 1), 0);
  unusedMiB = 17;
  assert.equal(releasesAt(70, 1), 1, 'a hub that was busy from the start has had no rest');
});

it('code that has run is let go of after the start, and runs again', () => {
  const addends = Array.from({ length: 300 }, (_, index) => index);
  // What is not held is collected anyway.
  const functions = addends.map(
    (index) => runInThisContext(`(x) => x + ${index}`) as (x: number) => number,
  );
  const sum = () => functions.reduce((x, add) => add(x), 0);
  sum();
  const codeBytes = () => getHeapCodeStatistics().bytecode_and_metadata_size;
  releaseMemory();
  const beforeBytes = codeBytes();
  releaseMemory({ code: true });
  assert.ok(codeBytes() < beforeBytes - 300 * 20, `${codeBytes()} of ${beforeBytes}`);
  assert.equal(sum(), (299 * 300) / 2);
});

it('the young generation does not grow during the start, but afterwards', () => {
  const nurseryMiB = () => {
    const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    return (space?.space_size ?? Number.NaN) / 1024 / 1024;
  };
  const survive = () => Array.from({ length: 1_000_000 }, (_, index) => ({ index })).length;
  const clock = createFakeClock();
  releaseMemory();
  startSmall();
  const before = nurseryMiB();
  survive();
  assert.equal(nurseryMiB(), before);
  keepReleasing(clock, () => undefined);
  clock.advance(8_000);
  survive();
  assert.ok(nurseryMiB() > before, `${nurseryMiB()} MiB`);
});
