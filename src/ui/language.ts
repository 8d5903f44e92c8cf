/** The language of this page: the hub gives each its own document and code, by what was chosen here or the browser asks for. */

/** As in http/routes/page.ts. */
const COOKIE = 'aris_language';
const YEAR_S = 365 * 24 * 60 * 60;

export const language = typeof ARIS_LANGUAGE === 'string' ? ARIS_LANGUAGE : 'en';
/** All that the page is built in. */
export const languages: readonly string[] =
  typeof ARIS_LANGUAGES === 'object' ? ARIS_LANGUAGES : [language];

/** What a language calls itself. */
export const ownName = (name: string): string =>
  new Intl.DisplayNames(name, { type: 'language' }).of(name) ?? name;

/** Kept in this browser; the page is loaded anew in it. */
export function chooseLanguage(name: string): void {
  document.cookie = `${COOKIE}=${name}; Path=/; Max-Age=${YEAR_S}; SameSite=Strict`;
  location.reload();
}
