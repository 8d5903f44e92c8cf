/** What the hub asks of a device, and how a device says that it heard. */
import type { ZoneMode } from '../../domain/zone-setpoints.ts';

/** To a fan coil. The unit keeps its own protection: the hub asks, the device decides. */
export interface FcuCommand {
  readonly commandId: string;
  readonly mode: ZoneMode;
  readonly fanPercent?: number | undefined;
  readonly tempHeatSetC?: number | undefined;
  readonly tempCoolSetC?: number | undefined;
}

/** To the hydronic control unit. */
export interface HcuCommand {
  readonly commandId: string;
  /** This and what follows: as far as the unit can be told. One that speaks the hub's own topics is told a mode, always. */
  readonly mode?: 'heat' | 'cool' | 'dhw_charge' | 'idle' | undefined;
  readonly supplyTempC?: number | undefined;
  /** How much warmer than by its own curve its water is to be, K. */
  readonly curveShiftK?: number | undefined;
  /** SG-Ready. */
  readonly surplusLevel?: '1' | '2' | '3' | '4' | undefined;
  /** The most that it may draw. */
  readonly powerLimitKw?: number | undefined;
}

/** To the hot water tank. */
export interface DhwCommand {
  readonly commandId: string;
  readonly heat?: boolean | undefined;
  readonly targetTempC?: number | undefined;
  readonly sanitize?: boolean | undefined;
  readonly recirc?: boolean | undefined;
  /** The electric heater heats the top of the tank, up to the target, as long as it is told so. */
  readonly backupHeater?: boolean | undefined;
}

/** To the buffer tank. */
export interface TesCommand {
  readonly commandId: string;
  readonly mode?: 'heat' | 'cool' | 'idle' | undefined;
}

export type SentCommand = FcuCommand | HcuCommand | DhwCommand | TesCommand;
/** A command that has no id yet: what a device is to do. */
export type DeviceCommand =
  | Omit<FcuCommand, 'commandId'>
  | Omit<HcuCommand, 'commandId'>
  | Omit<DhwCommand, 'commandId'>
  | Omit<TesCommand, 'commandId'>;

const SETPOINTS = ['tempHeatSetC', 'tempCoolSetC'] as const;

/**
 * Whether telemetry confirms the command: it echoes the command's id, or, from a device that cannot, it carries the
 * commanded mode and setpoints, and all of them are those asked. False where it names another command, or one of these
 * that was not asked; undefined where it does not tell. The resolved `mode` says nothing here: the device decides.
 */
export function confirms(
  command: SentCommand,
  message: Readonly<Record<string, unknown>>,
): boolean | undefined {
  const { commandId, commandedMode } = message;
  if (commandId === command.commandId) return true;
  if (commandedMode === undefined || commandedMode === null || !('mode' in command))
    return typeof commandId === 'string' ? false : undefined;
  if (commandedMode !== command.mode) return false;
  const asked: Partial<FcuCommand> = command as FcuCommand;
  if (SETPOINTS.every((field) => message[field] === asked[field])) return true;
  const isOther = (said: unknown, field: (typeof SETPOINTS)[number]) =>
    said !== undefined && said !== null && said !== asked[field];
  return SETPOINTS.some((field) => isOther(message[field], field)) ? false : undefined;
}
