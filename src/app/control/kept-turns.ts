/** Turns of a valve's knob, as what the zone is set to from then on. */
import { deviceDoer } from '../../domain/doer.ts';
import { messageOf } from '../../domain/errors.ts';
import { roundToTenth } from '../../domain/units.ts';
import { SETPOINT_MAX_C, SETPOINT_MIN_C } from '../../domain/zone-setpoints.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Cancel } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { ZoneCommands } from '../zones/zone-commands.ts';
import type { KnobTurn, KnobTurns } from './knob-turns.ts';

export function keepTurns(deps: {
  knobTurns: Pick<KnobTurns, 'onTurn'>;
  house: Pick<CurrentHouse, 'get'>;
  zoneCommands: Pick<ZoneCommands, 'command'>;
  log: Log;
}): Cancel {
  const { knobTurns, house, zoneCommands, log } = deps;

  async function keep({ device: { ref }, tempHeatSetC }: KnobTurn): Promise<void> {
    // A valve that is turned shut asks for the least that a room can have.
    const withinC = Math.min(SETPOINT_MAX_C, Math.max(SETPOINT_MIN_C, tempHeatSetC));
    const command = { tempHeatSetC: roundToTenth(withinC) };
    const zones = house.get().zones.filter(({ terminals }) => terminals.includes(ref.id));
    for (const { zoneId } of zones) await zoneCommands.command(zoneId, command, deviceDoer(ref));
  }

  return knobTurns.onTurn((turn) => {
    keep(turn).catch((error: unknown) => {
      const { id } = turn.device.ref;
      log.warn('a turn of a valve is not kept', { id, reason: messageOf(error) });
    });
  });
}
