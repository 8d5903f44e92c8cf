/** What bindings read of what is said on a broker, without a hub behind them: for trying a profile out. */
import { hasOwnPlace, namesIn, type DeviceBinding } from '../../domain/binding/binding.ts';
import { placeOf, type Place } from '../../domain/binding/place.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import type { ReadingValue } from '../../domain/equipment/reading.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { BusMessage } from '../base/ports/bus.ts';
import type { Clock } from '../base/ports/clock.ts';
import { createCurrentHouse } from '../house/current-house.ts';
import { createBoundDevices } from './bound-devices.ts';
import { createDeviceRegistry } from './device-registry.ts';

/** What is known of one reading, or of a named place that is no reading. */
export interface TrialRow {
  readonly kind: DeviceKind;
  readonly name: string;
  readonly isPlace: boolean;
  /** Where it is said: each a topic, and perhaps a pointer. */
  readonly places: readonly string[];
  /** Absent where it was never heard, or says that it has none. */
  readonly value?: ReadingValue | undefined;
  readonly ageMs?: number | undefined;
  /** Why what was said there cannot be. */
  readonly refused?: string | undefined;
}

export interface ProfileTrial {
  topics(): readonly string[];
  hear(message: BusMessage): void;
  rows(): readonly TrialRow[];
  bindings(): readonly DeviceBinding[];
  /** Whether the first device of the kind is there, and was heard. */
  isLive(kind: string): boolean;
}

interface Watched {
  readonly binding: DeviceBinding;
  readonly name: string;
  readonly isPlace: boolean;
  readonly places: readonly string[];
}

/** A topic, and where in its messages. */
const shown = (place: Place): string => placeOf(place).trimEnd();

function watchedIn(binding: DeviceBinding): Watched[] {
  const { readings, places = {} } = binding;
  const at = (name: string) => (places[name] === undefined ? [] : [shown(places[name])]);
  const byField = new Map<string, Set<string>>();
  for (const reading of readings) {
    const where = hasOwnPlace(reading) ? [shown(reading)] : namesIn(reading).flatMap(at);
    byField.set(reading.field, new Set([...(byField.get(reading.field) ?? []), ...where]));
  }
  return [
    ...[...byField].map(([name, where]) => ({ binding, name, isPlace: false, places: [...where] })),
    ...Object.keys(places).map((name) => ({ binding, name, isPlace: true, places: at(name) })),
  ];
}

const nothing = () => undefined;

export function createProfileTrial(deps: { house: House; clock: Clock }): ProfileTrial {
  const { clock } = deps;
  const house = createCurrentHouse(deps.house);
  const devices = createDeviceRegistry({ house, clock });
  const bound = createBoundDevices({
    house,
    devices,
    clock,
    askedMode: nothing,
    onOnline: nothing,
    onReport: nothing,
    onPlaces: nothing,
  });
  const { bindings = [] } = deps.house;
  const watched = bindings.flatMap(watchedIn);

  function rowOf({ binding, name, isPlace, places }: Watched): TrialRow {
    const { kind, id } = binding;
    const device = devices.get(kind, id);
    const said = device && (isPlace ? bound.place(device, name) : bound.said(device)?.get(name));
    const refused = isPlace ? undefined : device?.refused.find(({ field }) => field === name);
    return {
      kind,
      name,
      isPlace,
      places,
      value: said?.value,
      ageMs: said && clock.monotonicMs() - said.atMs,
      refused: refused && `${refused.value}: ${refused.reason}`,
    };
  }

  return {
    topics: () => bound.topics(),
    hear({ topic, payload, retained }) {
      if (payload.length <= LIMITS.mqttPayloadBytes)
        bound.hear(topic, payload.toString('utf8'), retained);
    },
    rows: () => watched.map(rowOf),
    bindings: () => bindings,
    isLive(kind) {
      const one = bindings.find((binding) => binding.kind === kind);
      return one !== undefined && devices.get(one.kind, one.id)?.isLive === true;
    },
  };
}
