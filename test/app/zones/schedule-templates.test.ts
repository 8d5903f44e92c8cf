import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createScheduleTemplates,
  SCHEDULE_TEMPLATES,
} from '../../../src/app/zones/schedule-templates.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import type { ScheduleEntry } from '../../../src/domain/schedule.ts';
import { doer } from '../../support/doers.ts';
import { createKept } from '../../support/kept.ts';
import { refusedAs } from '../../support/refused.ts';

const WHO = doer('usr_0000000a');
const WARM: ScheduleEntry = { days: ['mon'], at: '06:00', tempHeatSetC: 21.04 };
const OFFICE = { name: 'At the office', entries: [WARM] };

function rig(kept = createKept()) {
  return { kept, templates: createScheduleTemplates(kept) };
}

describe('schedules that are kept under a name', () => {
  it('are none at first, then what was kept, by name and over a restart, with an event each', async () => {
    const { kept, templates } = rig();
    assert.deepEqual(templates.list(), []);
    const office = await templates.create(OFFICE, WHO);
    assert.deepEqual(office, {
      templateId: 'at_the_office',
      name: 'At the office',
      entries: [{ days: ['mon'], at: '06:00', tempHeatSetC: 21 }],
    });
    const away = await templates.create({ name: 'Abroad', entries: [] }, WHO);
    for (const one of [templates, rig(kept.again()).templates]) {
      assert.deepEqual(one.list(), [away, office]);
      assert.deepEqual(one.get('at_the_office'), office);
    }
    const [{ type, objectId, by, data } = {}] = kept.told;
    assert.deepEqual(
      [type, objectId, by?.id, data],
      [
        'schedule_template_changed',
        'at_the_office',
        WHO.by.id,
        { name: 'At the office', change: 'added' },
      ],
    );
  });

  it('have an id each, whatever their names are made of', async () => {
    const { templates } = rig();
    const names = ['Büro', 'Buro', '办公室', '家'];
    const ids = [];
    for (const name of names)
      ids.push((await templates.create({ name, entries: [] }, WHO)).templateId);
    assert.deepEqual(ids, ['buro', 'buro_2', 'template', 'template_2']);
  });

  it('are replaced only where they are as they were looked at, and removed', async () => {
    const { kept, templates } = rig();
    await templates.create(OFFICE, WHO);
    const seen: unknown[] = [];
    const renamed = { name: 'AT THE OFFICE', entries: [] };
    const put = await templates.put('at_the_office', renamed, WHO, (now) => void seen.push(now));
    assert.deepEqual(put, { templateId: 'at_the_office', ...renamed });
    assert.deepEqual(seen, [{ name: 'At the office', entries: [{ ...WARM, tempHeatSetC: 21 }] }]);
    const refuse = templates.put('at_the_office', OFFICE, WHO, () => {
      throw new Error('412');
    });
    await assert.rejects(refuse, /412/);
    assert.deepEqual(templates.list(), [put]);
    await templates.remove('at_the_office', WHO);
    assert.deepEqual([templates.list(), kept.store.count(SCHEDULE_TEMPLATES)], [[], 0]);
    assert.deepEqual(
      kept.told.map(({ data }) => (data as { change?: string }).change),
      ['added', 'changed', 'removed'],
    );
  });

  it('are refused where they cannot be, and nothing changes', async () => {
    const { kept, templates } = rig();
    await templates.create(OFFICE, WHO);
    const other = await templates.create({ name: 'Other', entries: [] }, WHO);
    const before = [...kept.texts.range('')];
    const refused = [
      [templates.create({ name: 'at the OFFICE', entries: [] }, WHO), 'conflict'],
      [templates.put(other.templateId, OFFICE, WHO), 'conflict'],
      [templates.create({ name: 'x', entries: [{ ...WARM, at: '24:00' }] }, WHO), 'invalid'],
      [templates.put('attic', OFFICE, WHO), 'not_found'],
      [templates.remove('attic', WHO), 'not_found'],
    ] as const;
    for (const [deed, code] of refused) await assert.rejects(deed, refusedAs(code));
    assert.deepEqual([[...kept.texts.range('')], kept.told.length], [before, 2]);
  });

  it(`are ${LIMITS.scheduleTemplates} at most`, async () => {
    const { templates } = rig();
    const make = async (n: number) => templates.create({ name: `Week ${n}`, entries: [] }, WHO);
    for (let n = 0; n < LIMITS.scheduleTemplates; n++) await make(n);
    await assert.rejects(make(LIMITS.scheduleTemplates), refusedAs('conflict'));
    await templates.remove('week_0', WHO);
    await make(LIMITS.scheduleTemplates);
  });
});
