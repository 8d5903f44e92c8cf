/** Commands as devices take them: checked, then carried out on the state of the house. */
import { parseMembers, type Members } from '../app/messages/members.ts';
import type { DhwCommand, FcuCommand, HcuCommand, TesCommand } from '../app/messages/command.ts';
import { isCommanded } from '../domain/equipment/catalogue.ts';
import { HubError, invalid } from '../domain/errors.ts';
import type { DeviceRef } from '../domain/house.ts';
import { LIMITS } from '../domain/limits.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C, ZONE_MODES } from '../domain/zone-setpoints.ts';
import type { Placement } from './layout.ts';
import type { PlantState } from './plant.ts';
import { TARGET_MAX_C, TARGET_MIN_C } from './tank.ts';

export type ParsedCommand =
  | { readonly kind: 'fcu'; readonly command: FcuCommand }
  | { readonly kind: 'hcu'; readonly command: HcuCommand }
  | { readonly kind: 'dhw'; readonly command: DhwCommand }
  | { readonly kind: 'tes'; readonly command: TesCommand };

const HCU_MODES = ['heat', 'cool', 'dhw_charge', 'idle'] as const;
const TES_MODES = ['heat', 'cool', 'idle'] as const;
/** What is no water temperature at all; the unit keeps to a narrower range by itself. */
const SUPPLY_MIN_C = 5;
const SUPPLY_MAX_C = 70;

function commandIdIn({ commandId }: Members): string {
  if (typeof commandId === 'string' && commandId !== '' && commandId.length <= LIMITS.idChars) {
    return commandId;
  }
  throw invalid('commandId', `commandId must be text of 1 to ${LIMITS.idChars} characters`);
}

function wordIn<T extends string>(members: Members, field: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === members[field]);
  if (word === undefined) throw invalid(field, `${field} must be one of ${words.join(', ')}`);
  return word;
}

function numberIn(members: Members, field: string, min: number, max: number): number | undefined {
  const value = members[field];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw invalid(field, `${field} must be a number from ${min} to ${max}`);
}

function flagIn(members: Members, field: string): boolean | undefined {
  const value = members[field];
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalid(field, `${field} must be true or false`);
}

function fcuCommand(commandId: string, members: Members): FcuCommand {
  return {
    commandId,
    mode: wordIn(members, 'mode', ZONE_MODES),
    fanPercent: numberIn(members, 'fanPercent', 0, 100),
    tempHeatSetC: numberIn(members, 'tempHeatSetC', SETPOINT_MIN_C, SETPOINT_MAX_C),
    tempCoolSetC: numberIn(members, 'tempCoolSetC', SETPOINT_MIN_C, SETPOINT_MAX_C),
  };
}

function dhwCommand(commandId: string, members: Members): DhwCommand {
  const heat = flagIn(members, 'heat');
  if (heat === undefined) throw invalid('heat', 'heat must be true or false');
  return {
    commandId,
    heat,
    targetTempC: numberIn(members, 'targetTempC', TARGET_MIN_C, TARGET_MAX_C),
    sanitize: flagIn(members, 'sanitize'),
    recirc: flagIn(members, 'recirc'),
    backupHeater: flagIn(members, 'backupHeater'),
  };
}

/** @throws HubError `invalid`, also for the kinds that take no command */
export function parseCommand(kind: DeviceRef['kind'], payload: string): ParsedCommand {
  if (!isCommanded(kind)) throw new HubError('invalid', `a ${kind} takes no command`);
  const members = parseMembers(payload);
  const commandId = commandIdIn(members);
  switch (kind) {
    case 'fcu':
      return { kind, command: fcuCommand(commandId, members) };
    case 'hcu': {
      const mode = wordIn(members, 'mode', HCU_MODES);
      const supplyTempC = numberIn(members, 'supplyTempC', SUPPLY_MIN_C, SUPPLY_MAX_C);
      const backupHeater = flagIn(members, 'backupHeater');
      return { kind, command: { commandId, mode, supplyTempC, backupHeater } };
    }
    case 'dhw':
      return { kind, command: dhwCommand(commandId, members) };
    case 'tes':
      return { kind, command: { commandId, mode: wordIn(members, 'mode', TES_MODES) } };
  }
}

function withFcu(plant: PlantState, index: number | undefined, command: FcuCommand): PlantState {
  const emitters = plant.emitters.map((emitter, at) => {
    if (at !== index) return emitter;
    const { mode, fanPercent } = command;
    const tempHeatSetC = command.tempHeatSetC ?? emitter.settings.tempHeatSetC;
    const tempCoolSetC = command.tempCoolSetC ?? emitter.settings.tempCoolSetC;
    return { ...emitter, settings: { mode, fanPercent, tempHeatSetC, tempCoolSetC } };
  });
  return { ...plant, emitters };
}

function withDhw(plant: PlantState, command: DhwCommand) {
  const { heat, targetTempC, sanitize, recirc, backupHeater } = command;
  const { settings, isSanitizing } = plant.tank;
  const next = {
    heat,
    targetTempC: targetTempC ?? settings.targetTempC,
    recirc: recirc ?? settings.recirc,
    backupHeater,
  };
  return {
    ...plant,
    tank: { ...plant.tank, settings: next, isSanitizing: sanitize ?? isSanitizing },
  };
}

/** The house with the device's orders changed; what becomes of them, its next step shows. */
export function carryOut(
  { emitterOfFcu }: Placement,
  plant: PlantState,
  id: string,
  { kind, command }: ParsedCommand,
): PlantState {
  switch (kind) {
    case 'fcu':
      return withFcu(plant, emitterOfFcu.get(id), command);
    case 'hcu': {
      const { mode, supplyTempC, backupHeater } = command;
      // Told no mode it judges for itself.
      return {
        ...plant,
        hcu: { ...plant.hcu, settings: mode && { mode, supplyTempC, backupHeater } },
      };
    }
    case 'dhw':
      return withDhw(plant, command);
    case 'tes':
      return { ...plant, buffer: { ...plant.buffer, commanded: command.mode } };
  }
}

/** The house without a hub: each device by its own judgement, towards what it was last told to aim for. */
export function leaveAlone(plant: PlantState): PlantState {
  const { emitters, hcu, tank, buffer } = plant;
  return {
    ...plant,
    emitters: emitters.map((emitter) => ({
      ...emitter,
      settings: { ...emitter.settings, fanPercent: undefined },
    })),
    hcu: { ...hcu, settings: undefined },
    tank: { ...tank, settings: { ...tank.settings, heat: undefined, backupHeater: undefined } },
    buffer: { ...buffer, commanded: undefined },
  };
}
