/** The broker of the hub: which it is, whether it is connected there, and naming another. */
import { useEffect, useState } from 'preact/hooks';
import type { BrokerView } from '../../../../app/broker/broker-book.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Wrong } from '../../../components/form.tsx';
import { Chip, Notice } from '../../../components/notice.tsx';
import { Card } from '../../../components/page.tsx';
import { house } from '../../../live.ts';
import { may } from '../../../session.ts';
import { broker as words } from '../../../strings/broker.ts';
import { useSubmission } from '../../../submission.ts';
import { Loaded, useResource } from '../../../resource.tsx';
import { NotYours, Section } from '../section.tsx';
import { BrokerForm, Faults, PATH, type Checked } from './form.tsx';

export type ShownBroker = BrokerView & { readonly connected: boolean };

/** How it stands with the connection is looked at as long as somebody does. */
const REFRESH_MS = 3_000;

/** Tries that which is set. */
function Test() {
  const [checked, setChecked] = useState<Checked | undefined>();
  const submission = useSubmission(async () => {
    setChecked(undefined);
    setChecked(await api<Checked>('POST', `${PATH}/check`, {}));
  });
  return (
    <>
      <div role="status">
        {submission.isBusy && <p class="muted">{words.trying}</p>}
        {checked?.faults.length === 0 && (
          <Notice tone="good" icon="check">
            {words.works}
          </Notice>
        )}
      </div>
      {checked !== undefined && checked.faults.length > 0 && (
        <Notice tone="bad" icon="warn">
          <Faults faults={checked.faults} />
        </Notice>
      )}
      <Wrong text={submission.wrong()} />
      <div class="row">
        <Button icon="rotate" isBusy={submission.isBusy} onClick={submission.submit}>
          {words.test}
        </Button>
      </div>
    </>
  );
}

/** @param isNew whether it was named a moment ago: then it is not away yet */
function Now({ of, isNew }: { of: ShownBroker; isNew: boolean }) {
  const { url, username, hasPassword, ca, setting, connected } = of;
  const isEmpty = house.value?.zones.length === 0;
  return (
    <Card
      title={words.now}
      aside={
        <Chip tone={connected ? 'good' : 'warn'}>{connected ? words.connected : words.away}</Chip>
      }
    >
      <div class="stack">
        <dl class="facts">
          <dt>{words.address}</dt>
          <dd>{url}</dd>
          <dt>{words.user}</dt>
          <dd>{username ?? words.none}</dd>
          <dt>{words.password}</dt>
          <dd>{hasPassword ? words.isSet : words.none}</dd>
          {ca !== undefined && (
            <>
              <dt>{words.authority}</dt>
              <dd>{words.ownAuthority}</dd>
            </>
          )}
        </dl>
        {setting !== undefined && <Notice>{words.bySetting(setting)}</Notice>}
        {!connected && (
          <Notice {...(isNew ? {} : { tone: 'warn', icon: 'warn' })}>
            {isNew ? words.connecting : words.isAway}
          </Notice>
        )}
        {connected && isEmpty && (
          <>
            <p>{words.next}</p>
            <div>
              <a class="button primary" href="/settings/found">
                {words.nextGo}
              </a>
            </div>
          </>
        )}
        {may('settings:full') && <Test />}
      </div>
    </Card>
  );
}

function Broker({ of, reload }: { of: ShownBroker; reload: () => Promise<void> }) {
  const [isChanging, setIsChanging] = useState(false);
  const [savedAtMs, setSavedAtMs] = useState(-Infinity);
  const { source } = of;
  if (source === 'virtual') return <Notice>{words.virtual}</Notice>;
  const isNew = Date.now() - savedAtMs < 3 * REFRESH_MS;
  const mayName = source !== 'setting' && may('settings:full');
  const isOpen = source === 'none' || isChanging;
  return (
    <>
      {source !== 'none' && <Now key={of.url} of={of} isNew={isNew} />}
      {mayName && !isOpen && (
        <div>
          <Button icon="edit" onClick={() => setIsChanging(true)}>
            {words.change}
          </Button>
        </div>
      )}
      {mayName && isOpen && (
        <Card title={source === 'none' ? words.connect : words.change}>
          <BrokerForm
            known={of}
            {...(source !== 'none' && { onCancel: () => setIsChanging(false) })}
            onSaved={async () => {
              setIsChanging(false);
              setSavedAtMs(Date.now());
              await reload();
            }}
          />
        </Card>
      )}
      {!may('settings:full') && <NotYours text={words.notChangeable} />}
    </>
  );
}

export function BrokerPage() {
  const isSeen = may('settings:read');
  const shown = useResource<ShownBroker>(isSeen ? PATH : undefined);
  useEffect(() => {
    const timer = setInterval(() => void shown.reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [shown.reload]);
  return (
    <Section title={words.title} intro={words.intro}>
      {isSeen ? (
        <Loaded what={words.title} of={shown}>
          {(of) => <Broker of={of} reload={shown.reload} />}
        </Loaded>
      ) : (
        <NotYours text={words.notYours} />
      )}
    </Section>
  );
}
