/** The hot water tank, read for people. */
import type { EquipmentView } from '../domain/equipment/view.ts';
import type { CodedText } from './said.ts';

export type ShownTankState = 'heating' | 'boosting' | 'disinfecting' | 'ready' | 'off';

export interface ShownTank {
  readonly state: ShownTankState;
  /** Where water is drawn. */
  readonly tempC?: number | undefined;
  readonly targetTempC?: number | undefined;
  readonly chargePercent?: number | undefined;
  /** Whole. */
  readonly litres?: number | undefined;
  /** A boost that is not over. */
  readonly boostUntil?: string | undefined;
  readonly reason?: (CodedText & { readonly until?: string }) | undefined;
  /** It is not heard of. */
  readonly isSilent: boolean;
}

/** @param isHeated whether it gets hotter now */
export function readTank(view: EquipmentView, isHeated: boolean, nowMs: number): ShownTank {
  const number = (name: string) => {
    const value = view[name];
    return typeof value === 'number' ? value : undefined;
  };
  const until = view['boostUntil'];
  const boostUntil = typeof until === 'string' && Date.parse(until) > nowMs ? until : undefined;
  const reason = view['reason'] as ShownTank['reason'];
  const litres = number('effectiveCapacityLiters');
  const state =
    view['isSanitizing'] === true
      ? 'disinfecting'
      : boostUntil !== undefined
        ? 'boosting'
        : isHeated
          ? 'heating'
          : reason?.code === 'off'
            ? 'off'
            : 'ready';
  return {
    state,
    boostUntil,
    reason,
    tempC: number('tempTopC'),
    targetTempC: number('targetTempC'),
    chargePercent: number('stateOfChargePercent'),
    litres: litres === undefined ? undefined : Math.round(litres),
    isSilent: view['online'] === false,
  };
}
