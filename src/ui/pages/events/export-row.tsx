/** What there is to take along of the events that fit. */
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { download } from '../../download.ts';
import { attempt } from '../../failure.ts';
import { wallDay } from '../../house-time.ts';
import { houseZone, hubNowMs } from '../../now.ts';
import { events as words } from '../../strings/events.ts';
import { tell } from '../../toasts.ts';
import { toCsv, toJson } from './export.ts';
import { toQuery, type Filter } from './filter.ts';
import { allOf } from './use-events.ts';

const FORMS = {
  csv: { make: toCsv, type: 'text/csv;charset=utf-8' },
  json: { make: toJson, type: 'application/json' },
} as const;

const today = () => wallDay(hubNowMs(), houseZone.value);

/** The hub writes it as it is read: however much it is, it is never whole in the browser. */
function linesUrl(filter: Filter): string {
  const query = toQuery(filter, hubNowMs());
  query.set('format', 'jsonl');
  return `/api/events?${query.toString()}`;
}

export function Export({ filter }: { filter: Filter }) {
  const [busy, setBusy] = useState<keyof typeof FORMS | undefined>();
  const take = async (form: keyof typeof FORMS) => {
    setBusy(form);
    await attempt(async () => {
      const all = await allOf(filter);
      const { make, type } = FORMS[form];
      download(make(all), type, `${words.export.file(today())}.${form}`);
      tell(words.export.done(all.length));
    });
    setBusy(undefined);
  };
  return (
    <div class="row" role="group" aria-label={words.export.title}>
      {(['csv', 'json'] as const).map((form) => (
        <Button
          key={form}
          icon="download"
          label={words.export[form]}
          isBusy={busy === form}
          onClick={() => void take(form)}
        >
          {form.toUpperCase()}
        </Button>
      ))}
      <a
        class="button"
        aria-label={words.export.jsonl}
        download={`${words.export.file(today())}.jsonl`}
        href={linesUrl(filter)}
      >
        <Icon name="download" />
        JSONL
      </a>
    </div>
  );
}
