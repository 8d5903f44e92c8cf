/** What the hub asks of a device, and how a device says that it heard (DESIGN.md section 5). */
import type { ZoneMode } from '../../domain/zone.ts';

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
  readonly mode: 'heat' | 'cool' | 'dhw_charge' | 'idle';
  readonly supplyTempC?: number | undefined;
}

/** To the hot water tank. */
export interface DhwCommand {
  readonly commandId: string;
  readonly heat: boolean;
  readonly targetTempC?: number | undefined;
  readonly sanitize?: boolean | undefined;
  readonly recirc?: boolean | undefined;
  /** The electric heater heats the top of the tank, up to the target, as long as it is told so. */
  readonly backupHeater?: boolean | undefined;
}

/** To the buffer tank. */
export interface TesCommand {
  readonly commandId: string;
  readonly mode: 'heat' | 'cool' | 'idle';
}

export type DeviceCommand = FcuCommand | HcuCommand | DhwCommand | TesCommand;
/** A command that has no id yet: what a device is to do. */
export type Order =
  | Omit<FcuCommand, 'commandId'>
  | Omit<HcuCommand, 'commandId'>
  | Omit<DhwCommand, 'commandId'>
  | Omit<TesCommand, 'commandId'>;

const asked = (command: DeviceCommand, field: 'tempHeatSetC' | 'tempCoolSetC') =>
  (command as Partial<FcuCommand>)[field];

/**
 * Whether telemetry confirms the command: it echoes the command's id, or, from a device that cannot, it carries the
 * commanded mode and setpoints, and all of them are those asked. The resolved `mode` says nothing here.
 */
export function confirms(
  command: DeviceCommand,
  message: Readonly<Record<string, unknown>>,
): boolean {
  if (message['commandId'] === command.commandId) return true;
  return (
    'mode' in command &&
    message['commandedMode'] === command.mode &&
    message['tempHeatSetC'] === asked(command, 'tempHeatSetC') &&
    message['tempCoolSetC'] === asked(command, 'tempCoolSetC')
  );
}
