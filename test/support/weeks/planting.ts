/** Has control loaded with `planted.ts` in place of its own decision. To be imported before anything of the hub is. */
import { register } from 'node:module';

const planted = new URL('planted.ts', import.meta.url).href;
const hook = `export const resolve = (specifier, context, next) =>
  specifier.endsWith('/domain/control/decide.ts') && context.parentURL?.includes('/app/control/control-loop.ts')
    ? next(${JSON.stringify(planted)}, context)
    : next(specifier, context);`;

register(`data:text/javascript,${encodeURIComponent(hook)}`);
