// Loaded before a hub (`node --import`): whoever imports lmdb, or what dist/ has of it, gets eager-store.mjs.
import { register } from 'node:module';

const EAGER = JSON.stringify(new URL('eager-store.mjs', import.meta.url).href);
const HOOK = `export const resolve = async (name, context, next) =>
  /(?:^|\\/)lmdb(?:\\.js)?$/.test(name) && context.parentURL !== ${EAGER} ? { url: ${EAGER}, shortCircuit: true } : next(name, context);`;

register(`data:text/javascript,${encodeURIComponent(HOOK)}`);
