/** Making a token: what it is for says most of it, and the rest can be chosen. */
import { useState } from 'preact/hooks';
import type { Permission, Resource } from '../../../../domain/access.ts';
import type { CreatedToken } from '../../../../app/tokens/token-making.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Checkbox, Segments, Select } from '../../../components/choices.tsx';
import { Field } from '../../../components/field.tsx';
import { Form, Wrong } from '../../../components/form.tsx';
import { Notice } from '../../../components/notice.tsx';
import { zones } from '../../../live.ts';
import { self } from '../../../session.ts';
import { common } from '../../../strings/common.ts';
import { tokens as words } from '../../../strings/tokens.ts';
import { useSubmission } from '../../../submission.ts';
import { addressesIn } from './care.ts';
import {
  chosenOf,
  isPowerful,
  mostOf,
  permissionsOf,
  RESOURCES,
  type Choice,
  type Chosen,
} from './permissions.ts';
import {
  EXPIRIES,
  EXPIRY_FIRST,
  TEMPLATES,
  wantedTemplate,
  type Expiry,
  type TemplateName,
} from './templates.ts';

interface Draft {
  readonly template: TemplateName;
  readonly name: string;
  readonly chosen: Chosen;
  readonly expiresIn: Expiry;
  readonly zoneIds: readonly string[];
  readonly addresses: string;
  readonly pace: string;
}

const FIELDS = ['name', 'addresses', 'requestsPerMinute', 'permissions', 'zones'];
const CHOICES: readonly Choice[] = ['none', 'read', 'full'];

const ownPermissions = (): readonly Permission[] => self()?.permissions ?? [];

/** What the template asks for, as far as the maker has it. */
function chosenBy(template: TemplateName): Chosen {
  const own = ownPermissions();
  return chosenOf(TEMPLATES[template].filter((permission) => own.includes(permission)));
}

const draftOf = (template: TemplateName): Draft => ({
  template,
  name: words.form.named[template],
  chosen: chosenBy(template),
  expiresIn: EXPIRY_FIRST,
  zoneIds: [],
  addresses: '',
  pace: '',
});

/** The body of the request. */
function requestOf({ name, chosen, expiresIn, zoneIds, addresses, pace }: Draft): object {
  const ranges = addressesIn(addresses);
  return {
    name,
    expiresIn,
    permissions: permissionsOf(chosen),
    ...(zoneIds.length > 0 && { zones: zoneIds }),
    ...(ranges.length > 0 && { addresses: ranges }),
    ...(pace.trim() !== '' && { requestsPerMinute: Number(pace) }),
  };
}

function Rights({ chosen, onChosen }: { chosen: Chosen; onChosen: (chosen: Chosen) => void }) {
  const own = ownPermissions();
  const optionsOf = (resource: Resource) => {
    const most = CHOICES.indexOf(mostOf(own, resource));
    return CHOICES.slice(0, most + 1).map((value) => ({ value, text: words.rights[value] }));
  };
  return (
    <div class="rights">
      {RESOURCES.filter((resource) => mostOf(own, resource) !== 'none').map((resource) => (
        <Select
          key={resource}
          label={words.resources[resource]}
          value={chosen[resource] ?? 'none'}
          options={optionsOf(resource)}
          onValue={(choice) => onChosen({ ...chosen, [resource]: choice })}
        />
      ))}
    </div>
  );
}

function Rooms({
  zoneIds,
  onZoneIds,
}: {
  zoneIds: readonly string[];
  onZoneIds: (ids: string[]) => void;
}) {
  return (
    <>
      <p class="muted small">{words.form.roomsHint}</p>
      {zones.value.map(({ zoneId, friendlyName }) => (
        <Checkbox
          key={zoneId}
          label={friendlyName}
          isChecked={zoneIds.includes(zoneId)}
          onChecked={(isChecked) =>
            onZoneIds(
              isChecked ? [...zoneIds, zoneId] : zoneIds.filter((other) => other !== zoneId),
            )
          }
        />
      ))}
    </>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  readonly wrong: (field?: string) => string | undefined;
}

const EXPIRY_OPTIONS = EXPIRIES.map((value) => ({ value, text: words.form.expiries[value] }));

function Basics({ draft, set, wrong }: PartProps) {
  return (
    <>
      <Field
        label={words.form.name}
        hint={words.form.nameHint}
        value={draft.name}
        maxLength={100}
        required
        wrong={wrong('name')}
        onValue={(name) => set({ name })}
      />
      <Select
        label={words.form.expiry}
        {...(draft.expiresIn === 'never' && { hint: words.form.expiryEver })}
        value={draft.expiresIn}
        options={EXPIRY_OPTIONS}
        onValue={(expiresIn) => set({ expiresIn })}
      />
    </>
  );
}

function Further({ draft, set, wrong }: PartProps) {
  const isPlaceWrong = (wrong('addresses') ?? wrong('requestsPerMinute')) !== undefined;
  return (
    <>
      <details class="fold" open={draft.template === 'other'}>
        <summary>{words.form.permissions}</summary>
        <Rights chosen={draft.chosen} onChosen={(chosen) => set({ chosen })} />
      </details>
      <details class="fold">
        <summary>{words.form.rooms}</summary>
        <Rooms zoneIds={draft.zoneIds} onZoneIds={(zoneIds) => set({ zoneIds })} />
      </details>
      <details class="fold" open={isPlaceWrong}>
        <summary>{words.form.addresses}</summary>
        <Field
          label={words.addresses}
          hint={words.form.addressesHint}
          value={draft.addresses}
          spellcheck={false}
          autocapitalize="none"
          wrong={wrong('addresses')}
          onValue={(addresses) => set({ addresses })}
        />
        <Field
          label={words.form.pace}
          hint={words.form.paceHint}
          inputMode="numeric"
          value={draft.pace}
          wrong={wrong('requestsPerMinute')}
          onValue={(pace) => set({ pace })}
        />
      </details>
    </>
  );
}

const TEMPLATE_OPTIONS = (Object.keys(TEMPLATES) as TemplateName[]).map((value) => ({
  value,
  text: words.form.templates[value],
}));

export function CreateToken(props: {
  onCreated: (token: CreatedToken) => void;
  onClose: () => void;
}) {
  const { onCreated, onClose } = props;
  const [draft, setDraft] = useState(() => {
    const wanted = wantedTemplate.peek() ?? 'homeAssistant';
    wantedTemplate.value = undefined;
    return draftOf(wanted);
  });
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const submission = useSubmission(async () => {
    const { token } = await api<{ token: CreatedToken }>('POST', '/api/tokens', requestOf(draft));
    onCreated(token);
  }, FIELDS);
  const { wrong } = submission;
  const permissions = permissionsOf(draft.chosen);
  const other = wrong() ?? wrong('permissions') ?? wrong('zones');
  return (
    <Dialog title={words.form.title} onClose={onClose}>
      <Form
        class="stack"
        submission={submission}
        action={words.form.go}
        isDisabled={permissions.length === 0}
        others={<Button onClick={onClose}>{common.cancel}</Button>}
      >
        <div class="field token-templates">
          <span class="legend">{words.form.for}</span>
          <Segments
            label={words.form.for}
            value={draft.template}
            options={TEMPLATE_OPTIONS}
            onValue={(template) => setDraft({ ...draftOf(template), expiresIn: draft.expiresIn })}
          />
          <p class="hint">{words.form.does[draft.template]}</p>
        </div>
        <Basics draft={draft} set={set} wrong={wrong} />
        <Further draft={draft} set={set} wrong={wrong} />
        {isPowerful(permissions) && (
          <Notice tone="warn" icon="shield">
            {words.form.powerful}
          </Notice>
        )}
        {permissions.length === 0 && <Notice icon="info">{words.form.nothing}</Notice>}
        <Wrong text={other} />
      </Form>
    </Dialog>
  );
}
