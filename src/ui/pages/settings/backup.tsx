/** Backups: a file to take along, and those on the hub's own disk. */
import { useState } from 'preact/hooks';
import type { BackupView } from '../../../app/backup/view.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/page.tsx';
import { attempt } from '../../failure.ts';
import { dateTime } from '../../format.ts';
import { may } from '../../session.ts';
import { restore } from '../../strings/restore.ts';
import { settings } from '../../strings/settings.ts';
import { tell } from '../../toasts.ts';
import { bytes } from './bytes.ts';
import { Restore } from './restore/restore.tsx';
import { Loaded, useResource } from '../../resource.tsx';
import { NotYours, Section } from './section.tsx';

const words = settings.backup;
const LIST = '/api/backups';

interface BackupList {
  readonly backups: readonly BackupView[];
}

/** The browser loads it as a file; before that, the password is asked for where the hub wants it once more. */
async function load(): Promise<void> {
  await attempt(async () => {
    await api('GET', LIST);
    const link = document.createElement('a');
    link.href = '/api/backup';
    link.download = '';
    document.body.append(link);
    link.click();
    link.remove();
  });
}

function MakeOne({ onMade }: { onMade: () => Promise<void> }) {
  const [isBusy, setIsBusy] = useState(false);
  const make = async () => {
    setIsBusy(true);
    if (await attempt(async () => api('POST', LIST, {}))) tell(words.made);
    setIsBusy(false);
    await onMade();
  };
  return (
    <Button icon="plus" isBusy={isBusy} onClick={() => void make()}>
      {isBusy ? words.making : words.make}
    </Button>
  );
}

function Rows({ backups }: BackupList) {
  if (backups.length === 0) return <p class="muted">{words.none}</p>;
  return (
    <ul class="backups">
      {backups.map(({ name, kind, madeAt, sizeBytes }) => (
        <li key={name}>{words.one(dateTime(madeAt), words.kinds[kind], bytes(sizeBytes))}</li>
      ))}
    </ul>
  );
}

function Backups() {
  const list = useResource<BackupList>(LIST);
  return (
    <>
      <Card title={words.file}>
        <div class="stack">
          <p>{words.fileText}</p>
          <p class="row">
            <Button icon="download" onClick={() => void load()}>
              {words.load}
            </Button>
          </p>
        </div>
      </Card>
      <Card title={words.disk}>
        <div class="stack">
          <p>{words.diskText}</p>
          <Loaded what={words.disk} of={list}>
            {({ backups }) => <Rows backups={backups} />}
          </Loaded>
          {may('backup:full') && (
            <p class="row">
              <MakeOne onMade={list.reload} />
            </p>
          )}
        </div>
      </Card>
      {may('backup:full') && (
        <Card title={restore.title}>
          <Restore />
        </Card>
      )}
    </>
  );
}

export function BackupPage() {
  return (
    <Section title={words.title}>
      {may('backup:read') ? <Backups /> : <NotYours text={words.notYours} />}
    </Section>
  );
}
