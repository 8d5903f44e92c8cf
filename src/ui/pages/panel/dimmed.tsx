/** The panel at night: what one looks for in the dark, and as little light as that takes. */
import { useLayoutEffect } from 'preact/hooks';
import { clockTime, temperature } from '../../format.ts';
import { outdoorTempC, zones } from '../../live.ts';
import { asOfMs, connection } from '../../stream.ts';
import { home } from '../../strings/home.ts';
import { panel } from '../../strings/panel.ts';
import { units } from '../../units.ts';
import { Clock } from './clock.tsx';
import { ownZoneId } from './rooms-shown.ts';

/** Of the browser's own bars, too, where it has any. */
function useDark(): void {
  useLayoutEffect(() => {
    const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')];
    const colors = metas.map((meta) => meta.content);
    for (const meta of metas) meta.content = '#000000';
    return () => metas.forEach((meta, index) => (meta.content = colors[index] ?? ''));
  }, []);
}

function AsOf() {
  if (connection.value !== 'lost' || asOfMs.value === undefined) return null;
  return <span class="as-of">{panel.asOf(clockTime(new Date(asOfMs.value).toISOString()))}</span>;
}

export function Dimmed() {
  useDark();
  const own = zones.value.find(({ zoneId }) => zoneId === ownZoneId.value);
  const temps = [own?.tempC, outdoorTempC.value].filter((tempC) => tempC !== undefined);
  return (
    <button type="button" class="dimmed">
      <span class="drifting">
        <Clock />
        <span class="temps">
          {own?.tempC !== undefined && <span>{temperature(own.tempC, units.value)}</span>}
          {outdoorTempC.value !== undefined && (
            <span class="out">
              {home.outdoors} {temperature(outdoorTempC.value, units.value)}
            </span>
          )}
        </span>
        {temps.length > 0 && <AsOf />}
      </span>
      <span class="hidden">{panel.touch}</span>
    </button>
  );
}
