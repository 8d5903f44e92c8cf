/** Whether a profile is one that every house could use: all that is wrong with it, by its path in the profile's file. */
import type { HouseFault } from '../../domain/house-fault.ts';
import { joinPath } from '../base/json.ts';
import { houseFrom } from './house-file.ts';
import { houseUsing } from './profile-house.ts';
import { PLACEHOLDER, placeholdersOf, valueFault } from './profile-parameters.ts';
import { BINDING_MEMBERS, namesIn, objectOf } from './profile-merge.ts';
import { expandProfiles } from './profile-use.ts';
import { isRawObject, parseProfile, type Profile, type ProfileParameter } from './profile.ts';

/** Every text in it, with its path. */
function textsIn(value: unknown, path: string): (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((one, at) => textsIn(one, joinPath(path, at)));
  if (!isRawObject(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => textsIn(one, joinPath(path, name)));
}

function placeholderFaults({ parameters, places, devices }: Profile): HouseFault[] {
  const used = new Set<string>();
  const unknown = [...textsIn(places, 'places'), ...textsIn(devices, 'devices')].flatMap(
    ([path, text]) =>
      [...text.matchAll(PLACEHOLDER)].flatMap(([as, name = '']) => {
        used.add(name);
        const isKnown = Object.hasOwn(parameters, name);
        return isKnown ? [] : [{ path, message: `has ${as}, which is no parameter` }];
      }),
  );
  const unused = Object.keys(parameters)
    .filter((name) => !used.has(name))
    .map((name) => ({ path: `parameters.${name}`, message: 'stands nowhere in the profile' }));
  return [...unknown, ...unused];
}

function parameterFaults([name, parameter]: [string, ProfileParameter]): HouseFault[] {
  const path = `parameters.${name}`;
  const { default: usual } = parameter;
  const taken = BINDING_MEMBERS.has(name)
    ? 'is a member of every binding: another name'
    : undefined;
  const wrong = usual === undefined ? undefined : valueFault(parameter, usual);
  return [
    ...(taken === undefined ? [] : [{ path, message: taken }]),
    ...(wrong === undefined ? [] : [{ path: `${path}.default`, message: wrong }]),
  ];
}

function unusedPlaces({ places, devices }: Profile): HouseFault[] {
  const named = new Set(Object.values(devices).flatMap((device) => [...namesIn(device)]));
  return Object.keys(places)
    .filter((name) => !named.has(name))
    .map((name) => ({ path: `places.${name}`, message: 'is named by no device' }));
}

/** Help is for what is needed. */
const helpFaults = ({ devices }: Profile): HouseFault[] =>
  Object.entries(devices).flatMap(([kind, { needs, needsHelp }]) =>
    Object.entries(objectOf(needsHelp)).flatMap(([level, help]) =>
      Object.keys(objectOf(help))
        .filter((place) => !Object.hasOwn(objectOf(objectOf(needs)[level]), place))
        .map((place) => ({
          path: `devices.${kind}.needsHelp.${level}.${place}`,
          message: `must be a place that ${level} needs`,
        })),
    ),
  );

/** A level of the sign's topic is a parameter, or is none; and it tells each that has to be said. */
function signFaults({ sign, parameters }: Profile): HouseFault[] {
  if (sign === undefined) return [];
  const path = 'sign.topic';
  const names = placeholdersOf(sign.topic);
  const isMixed = sign.topic
    .split('/')
    .some((level) => level.includes('{') && !/^\{[a-zA-Z0-9]+\}$/.test(level));
  const missing = Object.entries(parameters).flatMap(([name, { default: usual }]) =>
    usual === undefined && !names.has(name) ? [name] : [],
  );
  return [
    ...[...names].flatMap((name) =>
      Object.hasOwn(parameters, name)
        ? []
        : [{ path, message: `has {${name}}, which is no parameter` }],
    ),
    ...(isMixed ? [{ path, message: 'must have a parameter as a whole level' }] : []),
    ...missing.map((name) => ({ path, message: `must have {${name}}, which has no default` })),
  ];
}

/** What a parameter without a default could be. */
const someValues = ({ parameters }: Profile) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { default: usual, min, max }]) => [
      name,
      usual ?? min ?? max ?? name,
    ]),
  );

/** What is wrong with its devices as they are once a house uses them. */
function deviceFaults(profile: Profile, text: string, mqttBase: string): HouseFault[] {
  const texts = { names: () => [profile.name], read: () => text };
  const whole = expandProfiles(houseUsing(profile, someValues(profile)), texts);
  const result = houseFrom(whole.value, mqttBase);
  const faults = [...whole.faults, ...('faults' in result ? result.faults : [])].map(
    ({ path, message }) => ({ path: whole.whereSaid(path).profile?.path ?? path, message }),
  );
  const isOrdered = Object.values(profile.devices).some(({ orders }) => orders !== undefined);
  const silent =
    isOrdered && profile.withoutHub === undefined
      ? [{ path: 'withoutHub', message: 'is required: what the machine does without the hub' }]
      : [];
  return [...faults, ...silent];
}

export type ProfileCheck =
  { readonly profile: Profile } | { readonly faults: readonly HouseFault[] };

/** @param mqttBase the first levels of the hub's own topics */
export function checkProfile(text: string, mqttBase: string): ProfileCheck {
  const result = parseProfile(text);
  if ('faults' in result) return result;
  const { profile } = result;
  const shallow = [
    ...Object.entries(profile.parameters).flatMap(parameterFaults),
    ...placeholderFaults(profile),
    ...unusedPlaces(profile),
    ...signFaults(profile),
    ...helpFaults(profile),
  ];
  const faults = shallow.length > 0 ? shallow : deviceFaults(profile, text, mqttBase);
  return faults.length > 0 ? { faults } : { profile };
}
