import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventView } from '../../../../src/app/records/event-record.ts';
import { toCsv, toJson } from '../../../../src/ui/pages/events/export.ts';

const EVENT: EventView = {
  id: 7,
  timestamp: '2026-01-15T10:00:00Z',
  type: 'device_offline',
  severity: 'warning',
  source: 'device',
  objectId: 'f1',
  message: 'fcu f1 is offline',
  data: { kind: 'fcu' },
  by: { kind: 'device', id: 'fcu/f1' },
};

describe('an export', () => {
  const odd = { ...EVENT, id: 8, message: '=SUM(A1), "quoted"\nand on', objectId: undefined };

  it('is CSV that a spreadsheet reads and does not run', () => {
    assert.equal(
      toCsv([odd, EVENT]),
      '\uFEFFid,timestamp,severity,type,source,objectId,message,by,from,data\r\n' +
        `8,2026-01-15T10:00:00Z,warning,device_offline,device,,"'=SUM(A1), ""quoted""\nand on","{""kind"":""device"",""id"":""fcu/f1""}",,"{""kind"":""fcu""}"\r\n` +
        '7,2026-01-15T10:00:00Z,warning,device_offline,device,f1,fcu f1 is offline,"{""kind"":""device"",""id"":""fcu/f1""}",,"{""kind"":""fcu""}"\r\n',
    );
  });

  it('is JSON as the API has it', () => {
    assert.deepEqual(JSON.parse(toJson([EVENT])), { events: [EVENT], metadata: { count: 1 } });
  });
});
