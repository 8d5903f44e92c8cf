import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  changeText,
  money,
  slotMark,
  slotName,
  stretchName,
} from '../../../../src/ui/pages/energy/text.ts';

const month = { span: 'month', name: '2025-10' } as const;
const year = { span: 'year', name: '2025' } as const;

describe('words of energies', () => {
  it('name days, months and years', () => {
    assert.deepEqual([stretchName(month), stretchName(year)], ['October 2025', '2025']);
    assert.deepEqual(
      [slotName('2026-01-15'), slotName('2026-01')],
      ['Thu 15 January', 'January 2026'],
    );
    assert.deepEqual([slotMark('2026-01-05'), slotMark('2026-01')], ['5', 'Jan']);
  });

  it('say how much more or less it was, and than what', () => {
    const text = (share: number, isPartly: boolean, than: typeof month | typeof year) =>
      changeText({ share, isPartly }, than);
    assert.equal(text(0.124, false, month), '12% more than October 2025');
    assert.equal(text(-0.08, true, month), '8% less than the same days of October 2025');
    assert.equal(text(0.004, true, year), 'As much as the same months of 2025');
  });

  it('have money as it is written', () => {
    assert.equal(money(12.4, 'EUR'), '€12.40');
    assert.equal(money(0.3245, 'EUR', 4), '€0.3245');
    assert.equal(money(1234, 'JPY'), 'JP¥1,234');
  });
});
