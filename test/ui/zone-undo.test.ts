import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { houseZone } from '../../src/ui/now.ts';
import { changeText, undoCommand } from '../../src/ui/zone-undo.ts';

const NOW_MS = Date.parse('2026-01-15T12:00:00Z');
const ZONE: ZoneView = {
  zoneId: 'living',
  friendlyName: 'Living Room',
  mode: 'auto',
  tempHeatSetC: 21,
  tempCoolSetC: 24,
  activeCall: 'none',
  supportsHeat: true,
  supportsCool: true,
};
const ASKED = { mode: 'auto', tempHeatSetC: 21, tempCoolSetC: 24 };

describe('what takes a change of a room back', () => {
  const undo = (hold: ZoneView['hold'], isPlanned: boolean) =>
    undoCommand({ ...ZONE, ...(hold && { hold }) }, isPlanned, NOW_MS);

  it('is the schedule, or the absence, that was in charge before', () => {
    assert.deepEqual(undo(undefined, true), { resumeSchedule: true });
  });
  it('is what stood before, where nothing else had its say', () => {
    assert.deepEqual(undo(undefined, false), ASKED);
  });
  it('is the hold that it took the place of, as long as that would have lasted', () => {
    const until = '2026-01-15T13:00:00Z';
    assert.deepEqual(undo({ until, source: 'x' }, true), { ...ASKED, until });
    assert.deepEqual(undo({ source: 'x' }, true), ASKED);
  });
});

describe('what a change of a room is called', () => {
  it('says what is other than before, and until when', () => {
    houseZone.value = 'Europe/Berlin';
    const text = (command: object, applied: object) => changeText(ZONE, command, applied, 'C');
    assert.equal(text({}, { tempHeatSetC: 22 }), 'Living Room: heat to 22.0°');
    assert.equal(text({}, { mode: 'off' }), 'Living Room: off');
    assert.equal(text({}, { mode: 'heat' }), 'Living Room: heat');
    assert.equal(text({}, { mode: 'heat', tempHeatSetC: 22 }), 'Living Room: heat to 22.0°');
    assert.equal(text({ resumeSchedule: true }, {}), 'Living Room follows its schedule again');
    const until = new Date(Date.now() + 60_000).toISOString();
    assert.match(
      text({}, { ...ASKED, until }),
      /^Living Room: heat to 21\.0°, cool to 24\.0°, until .*\d\d:\d\d$/,
    );
  });
});
