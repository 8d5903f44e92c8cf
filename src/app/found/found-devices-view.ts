/** What is shown of devices that the house does not have, and of how the hub hears of them. */
import { roomFinder } from '../../domain/found/nearness.ts';
import { takenIn } from '../../domain/found/proposal.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { createProfileReader } from '../house/profile-reader.ts';
import type { Candidates } from './candidates.ts';
import type { FoundListening } from './listening.ts';
import { successorFinder } from './successors.ts';
import { unmeasuredZones, type UnmeasuredZone } from './unmeasured.ts';
import { foundView, strangerView, type FoundDeviceView } from './views.ts';

/** How the hub hears of them. */
export const LISTENING_STATES = ['connecting', 'listening', 'paused', 'unavailable'] as const;
export type ListeningState = (typeof LISTENING_STATES)[number];

export interface FoundDevicesView {
  readonly foundDevices: readonly FoundDeviceView[];
  readonly metadata: { readonly count: number };
  /** Rooms of the house that nobody measures, and which of these stand near. */
  readonly unmeasuredZones: readonly UnmeasuredZone[];
  readonly listening: {
    readonly state: ListeningState;
    /** Why nothing is heard: a sentence. */
    readonly reason?: string;
    /** Topics that the broker says it may not listen to. */
    readonly refusedTopics?: readonly string[];
    /** What was left out, since there was too much. */
    readonly leftOut?: number;
  };
}

/** What was heard in a time of listening. */
interface Heard {
  readonly state: ListeningState;
  readonly reason?: string;
  readonly listening: Pick<FoundListening, 'strangers'>;
  readonly candidates: Pick<Candidates, 'devices' | 'leftOut'> | undefined;
  readonly bus: Pick<Bus, 'refused'> | undefined;
  readonly readProfile: ReturnType<typeof createProfileReader>;
}

function devicesOf({ heard, house, faults, clock }: ViewInputs): readonly FoundDeviceView[] {
  const hcuId = house.hcu?.hcuId;
  const taken = takenIn(house);
  const setUpOf = (profile: unknown) => {
    const use = profile === undefined ? undefined : heard.readProfile(profile);
    return use !== undefined && 'profile' in use ? use.profile.setUp : undefined;
  };
  const looking = { hcuId, setUpOf, replacedBy: successorFinder(house, faults), clock };
  const nearRooms = roomFinder(house.zones);
  const strangers = heard.listening
    .strangers()
    .filter(({ kind, id }) => taken.devices.get(kind)?.has(id) !== true);
  return [
    ...(heard.candidates?.devices ?? []).map((one) => foundView(one, looking)),
    ...strangers
      .slice(0, LIMITS.foundDevices)
      .map((one) => strangerView(one, taken, nearRooms, hcuId)),
  ];
}

interface ViewInputs {
  readonly heard: Heard;
  readonly house: House;
  /** What is known to be wrong: devices that are silent, rooms of which no temperature is known. */
  readonly faults: ReturnType<Faults['list']>;
  /** Documents that were left out. */
  readonly leftOut: number;
  readonly clock: Clock;
}

export function foundDevicesView(inputs: ViewInputs): FoundDevicesView {
  const { house, faults } = inputs;
  const { state, reason, candidates, bus } = inputs.heard;
  const foundDevices = devicesOf(inputs);
  const leftOut = inputs.leftOut + (candidates?.leftOut ?? 0);
  const refused = [...(bus?.refused().heard ?? [])];
  return {
    foundDevices,
    metadata: { count: foundDevices.length },
    unmeasuredZones: unmeasuredZones(house, faults, foundDevices),
    listening: {
      state,
      ...(reason !== undefined && { reason }),
      ...(refused.length > 0 && { refusedTopics: refused }),
      ...(leftOut > 0 && { leftOut }),
    },
  };
}
