/** Styles are imported for their effect: the bundler gathers them. */
declare module '*.css';
/** One that is loaded when it is needed: where it lies, seen from the code (build.mjs). */
declare module '*.css?url' {
  const path: string;
  export default path;
}
