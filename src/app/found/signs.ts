/** Gateways that a profile knows by their sign: a topic on which they alone say something, and what it tells of them. */
import { DEVICE_KINDS } from '../../domain/equipment/catalogue.ts';
import type { Sighting } from '../../domain/found/sighting.ts';
import { saidAt } from '../../domain/binding/meaning.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { createProfileReader } from '../house/profile-reader.ts';
import type { Profile, ProfileSign } from '../house/profile.ts';

/** What was heard of a gateway. */
export interface SignNote {
  readonly profile: string;
  /** By the names of the profile's parameters, in the order of the topic. */
  readonly parameters: Readonly<Record<string, string>>;
}

type Parameter = readonly [name: string, value: string];

interface Sign {
  readonly profile: Profile;
  readonly sign: ProfileSign;
  readonly levels: readonly string[];
}

const nameIn = (level: string): string | undefined =>
  level.startsWith('{') ? level.slice(1, -1) : undefined;

const levelsOf = (topic: string): readonly string[] => topic.split('/');

/** The parameters, where the topic is one of the sign's. The first level may stand for several. */
function parametersIn({ levels }: Sign, topic: readonly string[]): Parameter[] | undefined {
  const more = topic.length - levels.length;
  const [first = ''] = levels;
  if (more < 0 || more >= LIMITS.foundBaseLevels || (more > 0 && nameIn(first) === undefined))
    return undefined;
  const said = [topic.slice(0, more + 1).join('/'), ...topic.slice(more + 1)];
  const parameters: Parameter[] = [];
  for (const [at, level] of levels.entries()) {
    const name = nameIn(level);
    const value = said[at] ?? '';
    if (name === undefined ? value !== level : value === '') return undefined;
    if (name !== undefined) parameters.push([name, value]);
  }
  return parameters;
}

function filtersOf({ levels }: Sign): string[] {
  const [first = '', ...rest] = levels.map((level) => (nameIn(level) === undefined ? level : '+'));
  const counts = first === '+' ? LIMITS.foundBaseLevels : 1;
  return Array.from({ length: counts }, (_, more) =>
    [...Array<string>(more).fill('+'), first, ...rest].join('/'),
  );
}

export interface Signs {
  /** What has to be listened to. */
  readonly filters: readonly string[];
  /** What a message on the topic may be the sign of. */
  matching(topic: string): readonly (SignNote & Pick<ProfileSign, 'pointer'>)[];
  /** Undefined where its profile has gone. */
  sighting(note: SignNote): Sighting | undefined;
}

/** Whether the message has what the sign asks for. */
export const bearsSign = (pointer: string | undefined, document: unknown): boolean =>
  pointer === undefined || saidAt(document, pointer) !== undefined;

function sightingOf({ profile, levels }: Sign, { parameters }: SignNote): Sighting {
  const { name, title, devices } = profile;
  const said = Object.entries(parameters).filter(
    ([one, value]) => String(profile.parameters[one]?.default) !== value,
  );
  const kinds = DEVICE_KINDS.filter((kind) => devices[kind] !== undefined);
  const binding = { use: name, ...Object.fromEntries(said) };
  const at = levels.findIndex((level) => nameIn(level) !== undefined);
  const [base = ''] = Object.values(parameters);
  return {
    key: `profile/${name}/${Object.values(parameters).join('/')}`,
    source: 'profile',
    name: title.replace(/[(:].*$/s, '').trim(),
    model: title,
    covers: [[...levels.slice(0, at), base].join('/')],
    offers: kinds.map((kind) => ({ kind, binding })),
    unread: [],
  };
}

export function createSigns(
  names: readonly string[],
  readProfile: ReturnType<typeof createProfileReader>,
): Signs {
  const all = names.flatMap((name): Sign[] => {
    const use = readProfile(name);
    if ('faults' in use || use.profile.sign === undefined) return [];
    const { sign } = use.profile;
    return [{ profile: use.profile, sign, levels: levelsOf(sign.topic) }];
  });
  return {
    filters: [...new Set(all.flatMap(filtersOf))],
    matching(topic) {
      const levels = levelsOf(topic);
      return all.flatMap((one) => {
        const parameters = parametersIn(one, levels);
        if (parameters === undefined) return [];
        const { name } = one.profile;
        return [
          { profile: name, parameters: Object.fromEntries(parameters), pointer: one.sign.pointer },
        ];
      });
    },
    sighting(note) {
      const one = all.find(({ profile }) => profile.name === note.profile);
      return one && sightingOf(one, note);
    },
  };
}
