/** What the devices of the plant say now of the energy that they take and move. Nothing is said by one that is silent. */
import type { DeviceKind, ReadingsOf } from '../../domain/equipment/catalogue.ts';
import { heaterReport, plantReport, type PlantReport } from '../../domain/energy.ts';
import type { Device, DeviceRegistry } from '../devices/device-registry.ts';
import type { CurrentHouse } from '../house/current-house.ts';

export interface EnergySources {
  hcu(): ReadingsOf<'hcu'> | undefined;
  /** The HCU and its heat pumps. */
  plant(): PlantReport | undefined;
  /** The tank's own electric heater. */
  heater(): PlantReport | undefined;
}

export function createEnergySources(deps: {
  house: Pick<CurrentHouse, 'get'>;
  devices: Pick<DeviceRegistry, 'get'>;
}): EnergySources {
  const { house, devices } = deps;

  function live<K extends DeviceKind>(device: Device<K> | undefined): ReadingsOf<K> | undefined {
    return device?.isLive === true ? device.readings : undefined;
  }

  function hcu() {
    const { hcu: unit } = house.get();
    return unit && live(devices.get('hcu', unit.hcuId));
  }

  return {
    hcu,
    plant() {
      const unit = hcu();
      if (unit === undefined) return undefined;
      const pumps = house.get().heatpumps.map(({ hpId }) => live(devices.get('heatpump', hpId)));
      // Some of the pumps are not all of the power.
      return plantReport(unit, pumps.every((pump) => pump !== undefined) ? pumps : []);
    },
    heater() {
      const { dhw } = house.get();
      const tank = dhw && live(devices.get('dhw', dhw.dhwId));
      return tank && heaterReport(tank);
    },
  };
}
