/** The version in package.json, put in by the build. */
declare const ARIS_VERSION: string;
/** The versions of Node that package.json names, put in by the build. */
declare const ARIS_NODE: string;

/** In a build, the list of common passwords: a file beside the chunks. In the sources it is a package's. */
declare const ARIS_COMMON_PASSWORDS: string | undefined;
/** Where the built page lies, seen from the program's chunks. */
declare const ARIS_PAGE_FOLDER: string | undefined;
/** Where the thread that hashes passwords lies, seen from the program's chunks. */
declare const ARIS_SCRYPT_THREAD: string | undefined;

/** The language of this page, put in by the page's build. */
declare const ARIS_LANGUAGE: string | undefined;
/** Where the styles of its other pages are, put in by the page's build. */
declare const ARIS_OTHER_STYLES: string;
/** Those that the page is built in. */
declare const ARIS_LANGUAGES: readonly string[] | undefined;
/** Another one where anything of the page is another. */
declare const ARIS_PAGE_BUILD: string;
