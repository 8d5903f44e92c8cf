/** The language of this page: the hub gives each its own document and code, by what was chosen here or the browser asks for. */
import { formats } from './strings/formats.ts';

/** As in http/routes/page.ts. */
const COOKIE = 'aris_language';
const YEAR_S = 365 * 24 * 60 * 60;

export const language = typeof ARIS_LANGUAGE === 'string' ? ARIS_LANGUAGE : 'en';
/** All that the page is built in. */
export const languages: readonly string[] =
  typeof ARIS_LANGUAGES === 'object' ? ARIS_LANGUAGES : [language];

/** Of the languages that a browser likes, the variety of this one. @param standard where there is none */
export const varietyOf = (liked: readonly string[], name: string, standard: string): string =>
  liked.find((tag) => tag.startsWith(`${name}-`)) ?? standard;

/** As the reader's own place writes it: in `en-US` days have twelve hours. Tests have no browser. */
export const locale = varietyOf(
  typeof document === 'undefined' ? [] : navigator.languages,
  language,
  formats.locale,
);

let lists: Intl.ListFormat | undefined;
/** `Ada, Ben and Cleo`. */
export const listed = (names: readonly string[]): string =>
  (lists ??= new Intl.ListFormat(locale)).format(names);

/** What a language calls itself. */
export const ownName = (name: string): string =>
  new Intl.DisplayNames(name, { type: 'language' }).of(name) ?? name;

/** Kept in this browser; the page is loaded anew in it. */
export function chooseLanguage(name: string): void {
  document.cookie = `${COOKIE}=${name}; Path=/; Max-Age=${YEAR_S}; SameSite=Strict`;
  location.reload();
}
