/** Keeps the screen on, where the browser can: over https, or for the machine's own pages. */

/** Browsers drop it when the page is out of sight. @returns ends it */
export function keepScreenOn(): () => void {
  let isEnded = false;
  let lock: WakeLockSentinel | undefined;
  const ask = async () => {
    if (document.visibilityState !== 'visible') return;
    // A low battery has it refused.
    const got = await navigator.wakeLock.request('screen').catch(() => undefined);
    if (isEnded) await got?.release();
    else lock = got;
  };
  if (!('wakeLock' in navigator)) return () => undefined;
  const onVisible = () => void ask();
  document.addEventListener('visibilitychange', onVisible);
  onVisible();
  return () => {
    isEnded = true;
    document.removeEventListener('visibilitychange', onVisible);
    void lock?.release();
  };
}
