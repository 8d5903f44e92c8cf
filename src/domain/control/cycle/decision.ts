/** What control decides in one cycle: for each part what was asked, what comes of it, and why. */
import type { ActiveCall, ZoneMode } from '../../zone-setpoints.ts';
import type { Appliance } from '../appliance/appliance.ts';
import type { Work, Direction } from '../base/work.ts';
import type { PowerLimitDecision } from '../grid/power-limit.ts';
import type { Reason } from '../base/reasons.ts';
import type { SurplusLevel } from '../grid/surplus.ts';

/** To each fan coil of the zone. The setpoints are for units that judge for themselves; °C. */
export interface FcuOrder {
  readonly mode: Direction | 'off';
  /** 0 without a call. */
  readonly fanPercent: number;
  readonly tempHeatSetC?: number;
  readonly tempCoolSetC?: number;
}

export interface ZoneDecision {
  readonly zoneId: string;
  readonly asked: ZoneMode;
  /** What the zone demands, whether or not it is served. */
  readonly activeCall: ActiveCall;
  /** What it gets; `idle` when it needs nothing or has to wait. */
  readonly effectiveMode: Direction | 'idle' | 'off';
  readonly reason: Reason;
  readonly fcu: FcuOrder;
}

export interface HcuDecision {
  readonly asked: Work;
  readonly effective: Work;
  readonly reason: Reason;
  /** What it can be told of that; nothing at all where it is only watched. */
  readonly command: {
    readonly mode?: Direction | 'dhw_charge' | 'idle';
    readonly supplyTempC?: number;
    /** Only while the electric heater is to heat the circuit's water, up to that, whatever the source does. */
    readonly backupHeater?: true;
    /** How much warmer than by its own curve its water is to be, K. */
    readonly curveShiftK?: number;
    /** SG-Ready. */
    readonly surplusLevel?: '1' | '2' | '3' | '4';
    /** The most that it may draw. */
    readonly powerLimitKw?: number;
    readonly quiet?: boolean;
  };
  readonly appliance?: Appliance;
}

export interface DhwDecision {
  readonly asked: 'heat' | 'rest';
  readonly effective: 'heat' | 'rest';
  readonly reason: Reason;
  /** Whether it is about to run out. */
  readonly isUrgent: boolean;
  /** What it is to be in the end, °C. */
  readonly targetTempC: number;
  readonly command: {
    /** From a tank that goes by its own programme it is asked once, while it is true. */
    readonly heat?: boolean;
    readonly targetTempC?: number;
    readonly sanitize?: boolean;
    readonly recirc?: boolean;
    /** Only while the electric heater is to heat what is at the top, whatever the source does. */
    readonly backupHeater?: true;
  };
  readonly hygiene: {
    readonly lastSuccessMs?: number;
    readonly nextDueMs: number;
    readonly isOverdue: boolean;
    readonly isRunning: boolean;
  };
  readonly appliance?: Appliance;
}

export interface TesDecision {
  readonly asked: Direction | 'idle';
  readonly effective: Direction | 'idle';
  readonly reason: Reason;
  readonly command: { readonly mode?: Direction | 'idle' };
  readonly appliance?: Appliance;
}

export interface ControlDecision {
  readonly zones: readonly ZoneDecision[];
  readonly hcu?: HcuDecision;
  readonly dhw?: DhwDecision;
  readonly tes?: TesDecision;
  readonly surplus: {
    readonly asked: SurplusLevel;
    readonly effective: SurplusLevel;
    readonly reason: Reason;
  };
  /** Absent without a limit, and where the house has no source. */
  readonly powerLimit?: PowerLimitDecision;
  /** Absent outside of quiet hours. */
  readonly quietUntilMs?: number;
  readonly outdoorAverageC?: number;
}
