/** The PIN of the panels on the wall. */
import { useState } from 'preact/hooks';
import type { PinState } from '../../../app/people/pin.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { Form, PinField } from '../../components/form.tsx';
import { Chip, Notice } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { attempt } from '../../failure.ts';
import { may } from '../../session.ts';
import { people } from '../../strings/people.ts';
import { useSubmission } from '../../submission.ts';
import { tell } from '../../toasts.ts';
import { Loaded, useResource } from '../../resource.tsx';
import { NotYourPage, NotYours, Section } from './section.tsx';

const words = people.pin;
const PATH = '/api/settings/pin';

function PinForm({ isSet, onChanged }: { isSet: boolean; onChanged: () => Promise<void> }) {
  const [pin, setPin] = useState('');
  const submission = useSubmission(async () => {
    await api('PUT', PATH, { pin });
    setPin('');
    tell(words.told);
    await onChanged();
  });
  const { wrong } = submission;
  return (
    <Form class="stack slim" submission={submission} action={isSet ? words.change : words.set}>
      <PinField
        label={words.field}
        hint={words.hint}
        maxLength={12}
        value={pin}
        wrong={wrong() ?? wrong('pin')}
        onValue={setPin}
      />
    </Form>
  );
}

function Remove({ onChanged }: { onChanged: () => Promise<void> }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="danger" icon="trash" onClick={() => setIsAsking(true)}>
        {words.remove}
      </Button>
      {isAsking && (
        <Confirm
          title={words.removeTitle}
          text={words.removeText}
          action={words.remove}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            if (await attempt(async () => api('DELETE', PATH))) tell(words.removed);
            await onChanged();
          }}
        />
      )}
    </>
  );
}

export function PinChip({ state }: { state: PinState }) {
  if (state.disabledByFailures) return <Chip tone="bad">{words.blocked}</Chip>;
  return (
    <Chip tone={state.enabled ? 'good' : undefined}>{state.enabled ? words.on : words.off}</Chip>
  );
}

export function PinPage() {
  const isSeen = may('settings:read');
  const pin = useResource<PinState>(isSeen ? PATH : undefined);
  if (!isSeen) return <NotYourPage title={words.title} text={words.notSeen} />;
  return (
    <Section title={words.title} intro={words.intro}>
      <Loaded what={words.title} of={pin}>
        {(state) => {
          const isSet = state.enabled || state.disabledByFailures;
          return (
            <Card title={words.title} aside={<PinChip state={state} />}>
              <div class="stack">
                {state.disabledByFailures ? (
                  <Notice tone="bad" icon="warn">
                    {words.isBlocked}
                  </Notice>
                ) : (
                  <p>{state.enabled ? words.isOn : words.isOff}</p>
                )}
                {may('settings:full') ? (
                  <PinForm isSet={isSet} onChanged={pin.reload} />
                ) : (
                  <NotYours text={words.notYours} />
                )}
                {isSet && may('settings:full') && (
                  <div class="danger-zone">
                    <Remove onChanged={pin.reload} />
                  </div>
                )}
              </div>
            </Card>
          );
        }}
      </Loaded>
    </Section>
  );
}
