/** The binding of a found device as the house file would have it, checked as that is. */
import { bindingFaults } from '../../domain/binding-faults.ts';
import type { DeviceBinding } from '../../domain/binding/binding.ts';
import type { HousePiece, Proposed } from '../../domain/found/proposal.ts';
import type { House } from '../../domain/house.ts';
import { checked, faultsOf } from '../base/schema.ts';
import { BINDINGS } from '../house/binding-file.ts';
import type { createProfileReader } from '../house/profile-reader.ts';
import { expanded } from '../house/profile-use.ts';

/** A house of nothing but that device, for the rules that bindings go by. */
function houseOf({ kind, id }: Proposed, binding: DeviceBinding): House {
  const piece: HousePiece = { bindings: [binding] };
  const zone = {
    zoneId: 'room',
    friendlyName: 'Room',
    sensors: kind === 'sensor' ? [id] : [],
    terminals: [],
    supportsHeat: true,
    supportsCool: false,
  };
  return {
    version: 1,
    timeZone: 'UTC',
    zones: [zone],
    fcus: kind === 'fcu' ? [{ fcuId: id, friendlyName: id }] : [],
    hcu: { hcuId: kind === 'hcu' ? id : 'hcu' },
    heatpumps: kind === 'heatpump' ? [{ hpId: id, parentHcuId: 'hcu' }] : [],
    ...(kind === 'dhw' && { dhw: { dhwId: id } }),
    ...(kind === 'tes' && { tes: { tesId: id } }),
    ...(kind === 'solar' && { solar: { solarId: id } }),
    ...(kind === 'meter' && {
      meters: [{ meterId: id, friendlyName: id, measures: 'electricity' }],
    }),
    ...(piece as Pick<House, 'bindings'>),
  };
}

type Checked = { readonly binding: DeviceBinding } | { readonly fault: string };

export function checkedBinding(
  proposed: Proposed,
  deps: { readProfile: ReturnType<typeof createProfileReader>; mqttBase: string },
): Checked {
  const { binding: own = {} } = proposed;
  const whole = 'use' in own ? expanded(own, '', deps.readProfile) : { binding: own };
  if ('faults' in whole) return { fault: whole.faults[0]?.message ?? '' };
  const value = [whole.binding];
  const [wrong] = faultsOf(BINDINGS, value);
  if (wrong !== undefined)
    return { fault: `${wrong.path.replace(/^\[0\]\.?/, '')} ${wrong.message}` };
  const [binding] = checked(BINDINGS, value);
  if (binding === undefined) return { fault: 'it has no binding' };
  const [fault] = bindingFaults(houseOf(proposed, binding), deps.mqttBase);
  return fault === undefined
    ? { binding }
    : { fault: `${fault.path.replace(/^bindings\[0\]\.?/, '')} ${fault.message}` };
}
