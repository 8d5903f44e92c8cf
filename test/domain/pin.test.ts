import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPin } from '../../src/domain/pin.ts';
import { refusedAs } from '../support/refused.ts';

const isRefused = refusedAs('invalid', { field: 'pin' });

describe('a PIN', () => {
  for (const pin of ['294817', '700813', '83620519', '314159265358'])
    it(`can be ${pin}`, () => checkPin(pin));

  const bad = {
    'no digits of ours': ['', '29481a', '٢٩٤٨١٧', '29481７', ' 294817', '294817\n', '-294817'],
    'too short or too long': ['29481', '2948172948173'],
    'one digit': ['000000', '11111111'],
    'two digits': ['111112', '100110'],
    'a run': ['123456', '654321', '12345678', '87654321', '789012', '210987', '135791'],
    'a block again and again': ['121212', '123123', '29482948', '1231231', '123412341234'],
    'digits in groups': ['112233', '998877', '00112233', '111222333'],
    'a run there and back': ['123321', '1234321', '321123'],
    'a shape on the keypad': ['147258', '159753', '789456', '147258369'],
  };
  for (const [what, pins] of Object.entries(bad)) {
    for (const pin of pins)
      it(`cannot be ${what}: ${JSON.stringify(pin)}`, () =>
        assert.throws(() => checkPin(pin), isRefused));
  }

  it('can be nearly all there are', () => {
    let refused = 0;
    for (let number = 0; number < 1_000_000; number += 7) {
      try {
        checkPin(String(number).padStart(6, '0'));
      } catch {
        refused++;
      }
    }
    assert.ok((refused * 7) / 1_000_000 < 0.01);
  });
});
