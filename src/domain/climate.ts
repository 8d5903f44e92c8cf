/** A zone as a thermostat shows it, in the words of Home Assistant's climate entities. */
import type { SystemMode } from './system-mode.ts';
import type { ZoneView } from './zone-view.ts';
import type { ZoneMode } from './zone-setpoints.ts';

export interface Climate {
  readonly mode: 'off' | 'heat' | 'cool' | 'heat_cool';
  readonly action?: 'off' | 'heating' | 'cooling' | 'idle';
  /** `none`, `boost`, `away` or `hold`. */
  readonly preset: string;
  /** °C: either one setpoint, or the two of a range, and never both. */
  readonly targetC?: number;
  readonly lowC?: number;
  readonly highC?: number;
}

const MODES = {
  heat: 'heat',
  cool: 'cool',
  auto: 'heat_cool',
  off: 'off',
} as const satisfies Record<ZoneMode, Climate['mode']>;
const ACTIONS = { heat: 'heating', cool: 'cooling', idle: 'idle', off: 'off' } as const;

function presetOf({ hold }: ZoneView, systemMode: SystemMode): string {
  if (hold !== undefined) return hold.preset ?? 'hold';
  return systemMode === 'away' || systemMode === 'vacation' ? 'away' : 'none';
}

function setpoints(view: ZoneView): Pick<Climate, 'targetC' | 'lowC' | 'highC'> {
  const { mode, tempHeatSetC: heatC, tempCoolSetC: coolC } = view;
  if (heatC !== undefined && coolC !== undefined && mode !== 'heat' && mode !== 'cool')
    return { lowC: heatC, highC: coolC };
  const targetC = mode === 'cool' ? coolC : (heatC ?? coolC);
  return targetC === undefined ? {} : { targetC };
}

export function climateOf(view: ZoneView, systemMode: SystemMode): Climate {
  const { mode, effectiveMode } = view;
  return {
    mode: MODES[mode],
    ...(effectiveMode !== undefined && { action: ACTIONS[effectiveMode] }),
    preset: presetOf(view, systemMode),
    ...setpoints(view),
  };
}
