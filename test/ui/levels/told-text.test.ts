import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toldTexts } from '../../../src/ui/levels/told-text.ts';

describe('what a machine was told, in words,', () => {
  const nowMs = new Date(2026, 0, 15, 14, 0).getTime();
  const at = (minute: number) => new Date(2026, 0, 15, 14, minute).toISOString();

  it('is nothing where nothing of the hub stands in it', () => {
    assert.deepEqual(toldTexts({}, 'C', nowMs), []);
    assert.deepEqual(toldTexts({ orders: [{ order: 'heat', stored: true }] }, 'C', nowMs), []);
  });

  it('is what stands, and what has to wait', () => {
    const orders = [
      { order: 'targetTempC', stored: true, told: '55', next: '50', nextAt: at(30) },
      { order: 'heat', stored: true, told: 'true', next: 'own', nextAt: at(10) },
      { order: 'curveShiftK', stored: true, told: '2' },
      { order: 'mode', stored: false, told: 'dhw_charge' },
      { order: 'surplusLevel', stored: false, told: '3' },
    ] as const;
    assert.deepEqual(toldTexts({ orders }, 'C', nowMs), [
      'Told by the hub: its target 55.0°, the heating of the tank on, its heating curve 2\u00a0K, its mode Making hot water and the energy it may use 3.',
      'It is told next: its target 50.0° at 14:30 and the heating of the tank back to its own at 14:10. Its memory endures only so many changes, so they are spaced out.',
    ]);
    assert.match(toldTexts({ orders }, 'F', nowMs)[0] ?? '', /its target 131°/);
  });
});
