/** `aris user …`: the people who may sign in, with and without a running hub. */
import type { UserView } from '../app/users/users.ts';
import { actionCommand, type Call } from './actions.ts';
import { UsageError } from './context.ts';
import { printTable } from './table.ts';

const HELP = `Usage: aris user add EMAIL --name NAME [--role owner|member]
       aris user list [--json]
       aris user passwd PERSON
       aris user reset-2fa PERSON
       aris user unlock PERSON|ADDRESS|pin
       aris user remove PERSON
       aris user setup-code

add and passwd ask for the password at the terminal; else it is the first line
of standard input.
PERSON is an e-mail address, an id such as usr_1a2B3c4D, or a
name where no other is called so.

add         makes a user; owners manage people, tokens and settings, members run
            the house
list        shows who there is
passwd      sets a new password, which ends all of the user's sessions
reset-2fa   takes the second factor away from who has lost it: the password
            alone lets them in then
unlock      forgets wrong tries at a password, from an address and its IPv6 /64,
            or at the PIN
remove      removes a user, ends their sessions and revokes all tokens that
            stand under them: those that they made or rotated, and what these
            made; aris token list shows them
setup-code  prints the code that the first owner registers with from another
            machine: a new one after 24 hours

  --name NAME          what the house calls them
  --role ROLE          owner or member (the default)
  --json               prints what the API would
  --data FOLDER        the hub's data folder, where it is not the usual one
  --virtual            where no hub runs: the people of the virtual house`;

const emailOf = (call: Call) => call.argumentsOf('EMAIL')[0] ?? '';
const personOf = (call: Call) => call.argumentsOf('PERSON')[0] ?? '';

async function add(call: Call): Promise<void> {
  const { options } = call.args;
  const email = emailOf(call);
  const name = options['name']?.at(-1);
  if (name === undefined) throw new UsageError('--name is needed: what the house calls them');
  const role = options['role']?.at(-1) ?? 'member';
  await call.reach();
  const password = await call.context.askSecret(`Password of ${email}: `);
  const user = (await call.ask('user.add', { email, name, role, password })) as UserView;
  call.context.out(user.id);
  call.context.err(`${user.name} may sign in now, as ${user.role}.`);
}

async function list(call: Call): Promise<void> {
  call.argumentsOf();
  const users = (await call.ask('user.list', {})) as UserView[];
  const { out, err } = call.context;
  if (call.args.flags.has('json')) out(JSON.stringify({ users }));
  else if (users.length === 0) err('There are no users yet.');
  else {
    const rows = users.map(({ id, email, name, role, createdAt }) => [
      id,
      email,
      name,
      role,
      createdAt,
    ]);
    printTable([['ID', 'EMAIL', 'NAME', 'ROLE', 'CREATED'], ...rows], call.context);
  }
}

async function passwd(call: Call): Promise<void> {
  const user = personOf(call);
  await call.reach();
  const password = await call.context.askSecret(`New password of ${user}: `);
  await call.ask('user.passwd', { user, password });
  call.context.err(`The password is changed; all sessions of ${user} have ended.`);
}

async function resetSecondFactor(call: Call): Promise<void> {
  const user = personOf(call);
  const { wasOn } = (await call.ask('user.reset-2fa', { user })) as { wasOn: boolean };
  call.context.err(
    wasOn
      ? `${user} signs in with the password alone from now on.`
      : `${user} had no second factor.`,
  );
}

async function unlock(call: Call): Promise<void> {
  const [subject = ''] = call.argumentsOf('PERSON or ADDRESS');
  const { wasLocked } = (await call.ask('user.unlock', { subject })) as { wasLocked: boolean };
  call.context.err(wasLocked ? `${subject} is unlocked.` : `Nothing was held against ${subject}.`);
}

async function remove(call: Call): Promise<void> {
  const user = personOf(call);
  const answer = (await call.ask('user.remove', { user })) as { tokensRevoked: number };
  const { tokensRevoked: count } = answer;
  const tokens = count === 1 ? 'the token that stood under them is' : `${count} tokens are`;
  call.context.err(
    `${user} is removed, and signed out everywhere${count === 0 ? '' : `; ${tokens} revoked`}.`,
  );
}

async function setupCode(call: Call): Promise<void> {
  call.argumentsOf();
  const answer = (await call.ask('user.setup-code', {})) as { setupCode: string };
  call.context.out(answer.setupCode);
}

export const userCommand = actionCommand({
  name: 'user',
  help: HELP,
  options: ['name', 'role'],
  flags: ['json'],
  actions: {
    add,
    list,
    passwd,
    'reset-2fa': resetSecondFactor,
    unlock,
    remove,
    'setup-code': setupCode,
  },
  words: { email: 'EMAIL', name: '--name', role: '--role', password: 'the password' },
});
