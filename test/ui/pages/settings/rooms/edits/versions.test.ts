import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HouseVersionView } from '../../../../../../src/app/house/house-version-view.ts';
import { undoTarget } from '../../../../../../src/ui/pages/settings/rooms/edits/versions.ts';

const version = (number: number, restored?: number): HouseVersionView => ({
  version: number,
  at: '2026-01-01T00:00:00.000Z',
  by: { kind: 'person', id: 'usr_1' },
  bytes: 1,
  changed: ['zones'],
  ...(restored !== undefined && { restored }),
});
const targetOf = (...versions: readonly HouseVersionView[]) => undoTarget(versions)?.version;

describe('the version that takes the last change back', () => {
  it('is the one before it', () => {
    assert.equal(targetOf(version(3), version(2), version(1)), 2);
    assert.equal(targetOf(version(1)), undefined);
    assert.equal(targetOf(), undefined);
  });

  it('is further back where a change was taken back already', () => {
    const first = [version(3), version(2), version(1)];
    assert.equal(targetOf(version(4, 2), ...first), 1);
    assert.equal(targetOf(version(5, 1), version(4, 2), ...first), undefined);
    // Somebody has brought a later one back.
    assert.equal(targetOf(version(5, 3), version(4, 2), ...first), 2);
    assert.equal(targetOf(version(5), version(4, 2), ...first), 4);
  });

  it('is none where what it was taken back to is kept no more', () => {
    assert.equal(targetOf(version(30, 9), version(29), version(28)), undefined);
  });
});
