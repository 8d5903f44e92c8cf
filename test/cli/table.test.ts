import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { printTable } from '../../src/cli/table.ts';

const ROWS = [
  ['ID', 'NAME', 'STATE', 'SAYS'],
  ['tok_1', 'laptop', 'active', 'it was used a day ago, from an address in this very house'],
  ['tok_22', 'kitchen panel', 'off', ''],
];

function printed(rows: readonly (readonly string[])[], columns?: number): string[] {
  const lines: string[] = [];
  printTable(rows, { out: (line) => void lines.push(line), columns: { out: columns } });
  return lines;
}

describe('a table', () => {
  it('has columns as wide as their widest cell, however wide, where no terminal is', () =>
    assert.deepEqual(printed(ROWS), [
      'ID      NAME           STATE   SAYS',
      'tok_1   laptop         active  it was used a day ago, from an address in this very house',
      'tok_22  kitchen panel  off',
    ]));

  it('is the same on a terminal that is wide enough', () =>
    assert.deepEqual(printed(ROWS, 90), printed(ROWS)));

  it('has its last column folded on one that is not', () =>
    assert.deepEqual(printed(ROWS, 60), [
      'ID      NAME           STATE   SAYS',
      'tok_1   laptop         active  it was used a day ago, from',
      '                               an address in this very house',
      'tok_22  kitchen panel  off',
    ]));

  it('is records where that would leave no room', () =>
    assert.deepEqual(printed(ROWS, 50), [
      'tok_1  laptop',
      '    state active, says it was used a day ago, from',
      '    an address in this very house',
      'tok_22  kitchen panel',
      '    state off',
    ]));

  it('shows what a stranger has put into it', () =>
    assert.deepEqual(printed([['a\u001b[31m', 'b']]), ['a\\u001b[31m  b']));
});
