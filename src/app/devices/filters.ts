/** The filters of the fan coils: when each was last changed, as the unit or a person says. */
import * as v from 'valibot';
import { hasFilter } from '../../domain/binding/binding.ts';
import { mqttSource, type Doer } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { bindingOf } from '../../domain/house.ts';
import { isoTime } from '../../domain/units.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { DeviceRegistry } from './device-registry.ts';

/** When a fan coil's filter was last changed, as a person said; ms since 1970. */
export const FILTERS: Table<number> = {
  name: 'fcu_filters',
  version: 1,
  parse: (value) => recordValue(v.number(), value),
};

export interface Filters {
  /** When it was last changed, ms since 1970; undefined where nobody has said so. */
  changedMs(fcuId: string): number | undefined;
  /**
   * Notes that the filter is new: on the disk, with its event, when the promise resolves.
   * @returns when it was last changed, ms since 1970
   * @throws HubError `not_found`, `storage_full`
   */
  reset(fcuId: string, doer: Doer): Promise<number>;
  /** Told the id of a fan coil whose filter a person has changed. */
  onChange(listener: Listener<string>): Cancel;
}

export function createFilters(deps: {
  house: CurrentHouse;
  store: Store;
  journal: Journal;
  devices: Pick<DeviceRegistry, 'get'>;
  clock: Clock;
}): Filters {
  const { house, store, journal, devices, clock } = deps;
  const listeners = createListeners<string>();
  const saidMs = house.derive(
    ({ fcus }) => new Map(fcus.map(({ fcuId }) => [fcuId, store.get(FILTERS, fcuId)])),
  );

  function refuseUnknown(fcuId: string): void {
    if (!saidMs().has(fcuId)) throw new HubError('not_found', 'FCU not found', { fcuId });
    if (!hasFilter(bindingOf(house.get(), { kind: 'fcu', id: fcuId })))
      throw new HubError('not_found', 'This terminal has no filter', { fcuId });
  }

  function changedMs(fcuId: string): number | undefined {
    const ofPersonMs = saidMs().get(fcuId);
    const device = devices.get('fcu', fcuId);
    const reported = device?.isLive === true ? device.readings?.filterLastChangedTs : undefined;
    if (typeof reported !== 'string') return ofPersonMs;
    return Math.max(Date.parse(reported), ofPersonMs ?? -Infinity);
  }

  return {
    changedMs,
    async reset(fcuId, doer) {
      refuseUnknown(fcuId);
      const nowMs = clock.nowMs();
      await journal.commit(
        [{ put: FILTERS, key: fcuId, value: nowMs }],
        [
          {
            type: 'filter_reset',
            severity: 'info',
            ...mqttSource(doer),
            objectId: fcuId,
            ...doer,
            data: { filterLastChangedTs: isoTime(nowMs) },
          },
        ],
      );
      // The house may have been read anew meanwhile.
      refuseUnknown(fcuId);
      saidMs().set(fcuId, nowMs);
      listeners.tell(fcuId);
      return changedMs(fcuId) ?? nowMs;
    },
    onChange: listeners.add,
  };
}
