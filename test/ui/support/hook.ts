/** A hook at work without a browser: Preact with a component around it that draws nothing. */
import { createElement, options, render } from 'preact';
import { settled } from '../../support/settled.ts';

// Effects run once what is drawn is seen; here nothing is.
options.requestAnimationFrame = (callback) => void setImmediate(callback);

/** As much of an element as a component needs that draws nothing. */
const place = () =>
  ({ nodeType: 1, childNodes: [], firstChild: null, namespaceURI: '' }) as unknown as Element;

/** @param use is called again with each drawing */
export async function runHook<Result>(use: () => Result) {
  let result: Result | undefined;
  function Around() {
    result = use();
    return null;
  }
  const at = place();
  const draw = async () => {
    render(createElement(Around, {}), at);
    await settled();
  };
  await draw();
  return {
    /** What it gave the last time. */
    now: () => result as Result,
    /** It is drawn again, as with other properties. */
    again: draw,
    end: () => render(null, at),
  };
}
