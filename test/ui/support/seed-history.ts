/** A virtual house that has lived for a while: history as the hub itself writes it, by a clock that runs ahead. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createHistory } from '../../../src/app/history/history.ts';
import type { Sample } from '../../../src/app/history/history-recorder.ts';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { openTexts } from '../../../src/store/open.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { lastingFolder } from '../../support/child.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';

/**
 * @param hours until now
 * @param sampleAt a zone's values by the minute; undefined: nothing was noted
 * @returns the data folder, for a hub that is yet to start
 */
export async function folderWithHistory(
  zoneId: string,
  hours: number,
  sampleAt: (atMs: number) => Sample['values'] | undefined,
): Promise<string> {
  const dataFolder = lastingFolder();
  const folder = join(dataFolder, 'virtual');
  mkdirSync(folder, { mode: 0o700 });
  const clock = createFakeClock(Date.now() - hours * HOUR_MS);
  const log = createMemoryLog();
  const texts = await openTexts(folder, { version: 'test', log });
  const store = createRecordStore({ texts, clock, log });
  const samples = (): Sample[] => {
    const values = sampleAt(clock.nowMs());
    return values === undefined ? [] : [{ kind: 'zone', id: zoneId, values }];
  };
  const history = createHistory({ store, clock, log, samples });
  const stop = history.start();
  for (let hour = 0; hour < hours; hour++) {
    clock.advance(HOUR_MS);
    await store.commit(history.gather());
    history.settle(true);
  }
  stop();
  await store.close();
  return dataFolder;
}
