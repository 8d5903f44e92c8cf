/** A room's temperature on its card; a tap on it sets it, and for how long. */
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { temperature } from '../../format.ts';
import { others } from '../load-others.ts';
import { zonePath } from '../../place.ts';
import { goTo } from '../../router.ts';
import { mayCommand } from '../../session.ts';
import { home } from '../../strings/home.ts';
import { units } from '../../units.ts';

const words = home.zone;

type Sheet = ComponentType<{ zoneId: string; onClose: () => void }>;

export function ZoneTemp({ zone }: { zone: ZoneView }) {
  const { zoneId, friendlyName, tempC } = zone;
  const [sheet, setSheet] = useState<{ readonly Sheet: Sheet }>();
  const shown = temperature(tempC, units.value);
  if (!mayCommand())
    return (
      <p class="temp">
        {tempC === undefined && <span class="hidden">{words.noTemp}</span>}
        <span aria-hidden={tempC === undefined}>{shown}</span>
      </p>
    );
  const open = async () => {
    try {
      const { ZoneSheet } = await others();
      setSheet({ Sheet: ZoneSheet });
    } catch {
      // Its file is gone, since the hub was updated: the room's page says so.
      goTo(zonePath(zoneId));
    }
  };
  return (
    <>
      <button
        type="button"
        class="temp"
        aria-haspopup="dialog"
        aria-label={words.setTemp(friendlyName, tempC === undefined ? words.noTemp : shown)}
        onClick={() => void open()}
      >
        {shown}
      </button>
      {sheet && <sheet.Sheet zoneId={zoneId} onClose={() => setSheet(undefined)} />}
    </>
  );
}
