/** What a machine's profile says, in the language of the page. */
import { profiles } from './strings/hub-profiles.ts';

export const profileText = (text: string): string =>
  Object.hasOwn(profiles, text) ? (profiles[text] ?? text) : text;
