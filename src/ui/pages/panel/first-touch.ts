/**
 * The first touch of a dim panel wakes it and does nothing else: whoever reaches for it in the dark does not see what is
 * beneath the finger. A touch is many events, and the last of them come when the panel is awake already.
 */

/** All that a touch or a key may become. */
export const TOUCH_EVENTS = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu'],
  ...['keydown', 'keypress', 'keyup'],
];

interface TouchEventLike {
  readonly type: string;
  /** Of a key that is held down. */
  readonly repeat?: boolean;
  /** Of the first finger. */
  readonly isPrimary?: boolean;
}

/** Whether another touch begins with it. */
const isBeginning = ({ type, repeat, isPrimary }: TouchEventLike) =>
  (type === 'pointerdown' && isPrimary !== false) || (type === 'keydown' && repeat !== true);

/** @returns whether an event is of the touch that woke the panel, and not for what is on it */
export function createFirstTouch(
  isDim: () => boolean,
  wake: () => void,
): (event: TouchEventLike) => boolean {
  /** That touch is not over. */
  let isWaking = false;
  return (event) => {
    if (isDim()) {
      isWaking = true;
      wake();
    } else if (isBeginning(event)) isWaking = false;
    const isOfIt = isWaking;
    // A screen reader may send nothing but a click; and nothing comes after it.
    if (event.type === 'click') isWaking = false;
    return isOfIt;
  };
}
