/** What an owner is to notice of who has access, until they have dismissed it: on all of their pages at once. */
import { useState } from 'preact/hooks';
import type { NoticeView } from '../../../app/people/notices.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { attempt } from '../../failure.ts';
import { fromNow } from '../../format.ts';
import { house } from '../../live.ts';
import { nowMs } from '../../now.ts';
import { eventText } from '../../said.ts';
import { self } from '../../session.ts';
import { home } from '../../strings/home.ts';
import { hub } from '../../strings/hub.ts';

const SHOWN = 3;
const words = home.notices;

/** Where one can do something about it. */
const PAGES: Readonly<Record<string, string>> = {
  sign_in_new_place: '/settings/sessions',
  locked_out: '/settings/members',
  token_created: '/settings/tokens',
  backup_failed: '/settings/backup',
  backup_restored: '/settings/tokens',
};

function ownNotices(): readonly NoticeView[] {
  const asker = self();
  if (asker?.role !== 'owner') return [];
  return (house.value?.notices ?? []).filter(({ dismissedBy }) => !dismissedBy.includes(asker.id));
}

/** Who it was and from where, where the hub's own sentence does not say so. */
function whoDid({ type, by: { kind, id, name }, from }: NoticeView): string {
  if (type === 'sign_in_new_place') return '';
  return words.who(
    kind === 'stranger' ? undefined : (words.others[kind] ?? name ?? id),
    from?.address,
  );
}

function One({ notice, onDismiss }: { notice: NoticeView; onDismiss: () => Promise<void> }) {
  const { type, timestamp } = notice;
  const [isBusy, setIsBusy] = useState(false);
  const title = words.titles[type] ?? words.label;
  const message = eventText(
    notice,
    hub.notices,
    notice.objectId ?? '',
    notice.by.name ?? notice.by.id,
  );
  const dismiss = async () => {
    setIsBusy(true);
    await onDismiss();
    setIsBusy(false);
  };
  return (
    <li>
      <div>
        <strong>{title}</strong> {message}.{' '}
        <span class="small">
          ({whoDid(notice)}
          {fromNow(timestamp, nowMs.value)})
        </span>
      </div>
      <div class="row">
        <a class="small" href={PAGES[type] ?? '/events'}>
          {words.look}
        </a>
        <Button
          label={words.dismissLabel(title, message)}
          isBusy={isBusy}
          onClick={() => void dismiss()}
        >
          {words.dismiss}
        </Button>
      </div>
    </li>
  );
}

export function Notices() {
  const all = ownNotices();
  const dismiss = async (id?: number) => {
    const path = id === undefined ? '/api/notices' : `/api/notices/${id}`;
    await attempt(async () => api('DELETE', path));
  };
  if (all.length === 0) return null;
  return (
    <Notice tone="warn" icon="shield">
      <h2 class="hidden">{words.label}</h2>
      <ul class="notices">
        {all.slice(0, SHOWN).map((notice) => (
          <One key={notice.id} notice={notice} onDismiss={async () => dismiss(notice.id)} />
        ))}
      </ul>
      {all.length > 1 && (
        <div class="row">
          {all.length > SHOWN && <span class="small">{words.more(all.length - SHOWN)}</span>}
          <Button onClick={() => void dismiss()}>{words.dismissAll}</Button>
        </div>
      )}
    </Notice>
  );
}
