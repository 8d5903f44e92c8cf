/** The version in package.json, put in by the build. */
declare const ARIS_VERSION: string;
