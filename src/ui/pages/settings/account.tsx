/** Who is signed in here: their password, and signing out. */
import { useState } from 'preact/hooks';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/choices.tsx';
import { Field } from '../../components/field.tsx';
import { Form, Wrong } from '../../components/form.tsx';
import { Card } from '../../components/page.tsx';
import { attempt } from '../../failure.ts';
import { date } from '../../format.ts';
import { chooseLanguage, language, languages, ownName } from '../../language.ts';
import { self, signOut } from '../../session.ts';
import { common } from '../../strings/common.ts';
import { people } from '../../strings/people.ts';
import { settings } from '../../strings/settings.ts';
import { useSubmission } from '../../submission.ts';
import { tell } from '../../toasts.ts';
import { SecondFactorCard } from './second-factor/card.tsx';
import { Section } from './section.tsx';

const words = people.account;
const FIELDS = ['currentPassword', 'newPassword', 'password'];

function ChangePassword({ email }: { email: string }) {
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const submission = useSubmission(async () => {
    await api('POST', '/api/auth/password', { currentPassword, newPassword });
    setCurrent('');
    setNew('');
    tell(words.changed);
  }, FIELDS);
  const { wrong } = submission;
  return (
    <Card title={words.change}>
      <Form class="stack slim" submission={submission} action={words.change}>
        <input type="hidden" autocomplete="username" value={email} />
        <Field
          label={words.current}
          type="password"
          autocomplete="current-password"
          required
          value={currentPassword}
          wrong={wrong('currentPassword')}
          onValue={setCurrent}
        />
        <Field
          label={words.next}
          hint={words.nextHint}
          type="password"
          autocomplete="new-password"
          required
          value={newPassword}
          wrong={wrong('newPassword') ?? wrong('password')}
          onValue={setNew}
        />
        <Wrong text={wrong()} />
      </Form>
    </Card>
  );
}

export function SignOut() {
  return (
    <Button icon="away" onClick={() => void attempt(signOut)}>
      {common.signOut}
    </Button>
  );
}

function LanguageCard() {
  if (languages.length < 2) return null;
  return (
    <Card title={words.language}>
      <div class="slim">
        <Select
          label={words.languageHere}
          value={language}
          options={languages.map((value) => ({ value, text: ownName(value) }))}
          onValue={chooseLanguage}
        />
      </div>
    </Card>
  );
}

export function AccountPage() {
  const user = self()?.user;
  if (user === undefined)
    return (
      <Section title={words.panel} intro={words.panelText} actions={<SignOut />}>
        <LanguageCard />
      </Section>
    );
  const { name, email, role, createdAt } = user;
  return (
    <Section title={words.title} actions={<SignOut />}>
      <Card title={name}>
        <dl class="facts">
          <dt>{words.email}</dt>
          <dd>{email}</dd>
          <dt>{words.role}</dt>
          <dd>{settings.roles[role]}</dd>
          <dt>{words.since}</dt>
          <dd>{date(createdAt)}</dd>
        </dl>
      </Card>
      <LanguageCard />
      <ChangePassword email={email} />
      <SecondFactorCard />
    </Section>
  );
}
