/** The profiles that a house file names, by their name. */
import type { HouseFault } from '../../domain/house-fault.ts';
import { isProfileName, parseProfile, type Profile, type ProfileTexts } from './profile.ts';

export type ProfileUse = { readonly profile: Profile } | { readonly faults: readonly HouseFault[] };

/** Reads each profile once, and only those that are asked for. */
export function createProfileReader(texts: ProfileTexts): (name: unknown) => ProfileUse {
  const read = new Map<string, ProfileUse>();
  const load = (name: string): ProfileUse => {
    const text = texts.read(name);
    if (text === undefined) {
      const known = texts.names().join(', ') || 'none at all';
      return { faults: [{ path: '', message: `there is no profile "${name}", only ${known}` }] };
    }
    const result = parseProfile(text);
    if ('faults' in result)
      return {
        faults: result.faults.map(({ path, message }) => ({
          path: '',
          message: `profile ${name}${path === '' ? '' : `, ${path}`}: ${message}`,
        })),
      };
    return result.profile.name === name
      ? result
      : { faults: [{ path: '', message: `profile ${name}, name: must be that of its file` }] };
  };
  return (name) => {
    if (!isProfileName(name))
      return { faults: [{ path: '', message: 'must be the name of a profile' }] };
    const use = read.get(name) ?? load(name);
    read.set(name, use);
    return use;
  };
}
