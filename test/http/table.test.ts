import assert from 'node:assert/strict';
import { it } from 'node:test';
import { csvOf } from '../../src/http/table.ts';

it('a table is CSV as RFC 4180 has it', () => {
  const rows = [
    { a: 1, b: 'x, "y"\nz', c: true },
    { b: '', c: ['é'], d: 'not asked for' },
  ];
  assert.equal(
    csvOf({ columns: ['a', 'b', 'c'], rows }),
    'a,b,c\r\n1,"x, ""y""\nz",true\r\n,,"[""é""]"\r\n',
  );
});
