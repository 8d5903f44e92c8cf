/** What control last decided. How it is shown is the views' matter. */
import type { ControlDecision, ZoneDecision } from '../../domain/control/cycle/decision.ts';
import type { Direction } from '../../domain/control/base/work.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';

export interface Decisions {
  /** Undefined for a zone that control has not looked at yet. */
  zone(zoneId: string): ZoneDecision | undefined;
  /** What the zone demands; where it demands nothing, the way in which its units may use the water. */
  demandOf(zoneId: string): Direction | undefined;
  take(decision: ControlDecision): void;
  /** Told each decision, whether or not it is another. */
  onTaken(listener: Listener<ControlDecision>): Cancel;
}

export function createDecisions(): Decisions {
  const listeners = createListeners<ControlDecision>();
  let zones: readonly ZoneDecision[] = [];
  /** Made when somebody asks. */
  let byId: ReadonlyMap<string, ZoneDecision> | undefined;
  function decided(zoneId: string): ZoneDecision | undefined {
    byId ??= new Map(zones.map((zone) => [zone.zoneId, zone]));
    return byId.get(zoneId);
  }
  return {
    zone: decided,
    demandOf(zoneId) {
      const { activeCall = 'none', fcu } = decided(zoneId) ?? {};
      if (activeCall !== 'none') return activeCall;
      return fcu === undefined || fcu.mode === 'off' ? undefined : fcu.mode;
    },
    take(decision) {
      ({ zones } = decision);
      byId = undefined;
      listeners.tell(decision);
    },
    onTaken: listeners.add,
  };
}
