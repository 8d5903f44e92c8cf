// Loaded before a hub (`node --import`): whoever imports lmdb gets eager-store.mjs.
import { register } from 'node:module';

const EAGER = JSON.stringify(new URL('eager-store.mjs', import.meta.url).href);
const HOOK = `export const resolve = async (name, context, next) =>
  name === 'lmdb' && context.parentURL !== ${EAGER} ? { url: ${EAGER}, shortCircuit: true } : next(name, context);`;

register(`data:text/javascript,${encodeURIComponent(HOOK)}`);
