/** Whatever is made, rotated, revoked, removed and demoted: what tokens may do is what plain sets say. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { COMMAND_LINE, type Principal } from '../../../src/app/base/principal.ts';
import { effectivePermissions, isWithin, type Permission } from '../../../src/domain/access.ts';
import { permissionsOf, type Role } from '../../../src/domain/account.ts';
import { createTestLineage } from '../../support/lineage.ts';

/** As asked for at creation; undefined is the daily running. */
const GIVEN: readonly (readonly Permission[] | undefined)[] = [
  ['tokens:full', 'users:full', 'settings:full', 'zones:full', 'audit:read'],
  ['tokens:full', 'zones:full', 'audit:read'],
  ['tokens:full', 'zones:read'],
  ['zones:read'],
  undefined,
];
const PEOPLE = ['usr_A', 'usr_B', 'usr_C'];

interface Modelled {
  readonly id: string;
  secret: string;
  readonly own: ReadonlySet<Permission>;
  /** `machine`, a person, or the place in the list of a token that was made before. */
  holder: string | number;
  isCut: boolean;
}

/** The rules of who stands under whom, asked anew each time, with nothing kept that could be forgotten to change. */
class Model {
  readonly people = new Map<string, Role>(PEOPLE.map((id) => [id, 'owner']));
  readonly tokens: Modelled[] = [];

  /** From the token up to what it stands under in the end. */
  way(at: string | number): (string | number)[] {
    if (typeof at === 'string') return [at];
    return [at, ...this.way(this.tokens[at]?.holder ?? assert.fail())];
  }
  root = (at: number) => this.way(at).at(-1);
  lives(at: number): boolean {
    return this.way(at).every((step) =>
      typeof step === 'number'
        ? this.tokens[step]?.isCut === false
        : step === 'machine' || this.people.has(step),
    );
  }
  rights(at: string | number): ReadonlySet<Permission> {
    if (at === 'machine') return COMMAND_LINE.permissions;
    if (typeof at === 'string') {
      const role = this.people.get(at);
      return role === undefined ? new Set() : permissionsOf(role);
    }
    const root = this.rights(this.root(at) ?? assert.fail());
    return new Set([...(this.tokens[at]?.own ?? [])].filter((right) => root.has(right)));
  }
  mayManage = (by: string | number) =>
    this.rights(by).has('tokens:full') && (typeof by === 'string' || this.lives(by));
}

const STEP = fc.record({
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constant('make' as const) },
    { weight: 3, arbitrary: fc.constant('rotate' as const) },
    { weight: 1, arbitrary: fc.constant('revoke' as const) },
    { weight: 1, arbitrary: fc.constantFrom('remove', 'demote', 'promote', 'promote', 'restart') },
  ),
  /** Of who asks: the machine, the people, then the tokens. */
  by: fc.nat(40),
  which: fc.nat(40),
  given: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(GIVEN.length - 1)),
});

it('what stands under whom, and what it may do, is as plain sets have it', async () => {
  const seen = { refused: 0, circles: 0, removed: 0, moved: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 30, maxLength: 60 }), async (steps) => {
      const model = new Model();
      let test = createTestLineage();
      for (const id of PEOPLE) await test.setRole(id, 'owner');

      const askers = (): (string | number)[] => [
        'machine',
        ...model.people.keys(),
        ...model.tokens.keys(),
      ];
      function principalOf(by: string | number): Principal | undefined {
        if (by === 'machine') return COMMAND_LINE;
        return typeof by === 'string'
          ? test.person(by)
          : test.asker(model.tokens[by]?.secret ?? '');
      }

      async function rotate(by: string | number, asker: Principal, at: number): Promise<void> {
        const token = model.tokens[at] ?? assert.fail();
        const isCircle = by !== at && model.way(by).includes(at);
        const mayIt = model.mayManage(by) && isWithin(token.own, model.rights(by)) && !isCircle;
        if (!mayIt || !model.lives(at)) {
          seen.refused++;
          if (isCircle) seen.circles++;
          await assert.rejects(test.tokens.rotate(asker, token.id));
          return;
        }
        token.secret = (await test.tokens.rotate(asker, token.id)).token;
        if (by !== at) token.holder = by;
        seen.moved++;
      }

      async function take({
        what,
        by: anybody,
        which,
        given,
      }: (typeof steps)[number]): Promise<void> {
        const by = askers()[anybody % askers().length] ?? 'machine';
        const asker = principalOf(by);
        if (typeof by === 'number') assert.equal(asker !== undefined, model.lives(by));
        const at = which % Math.max(1, model.tokens.length);
        const person = PEOPLE[which % PEOPLE.length] ?? '';
        if (what === 'restart') test = test.restarted();
        else if (what === 'remove' && model.people.delete(person)) {
          await test.remove(COMMAND_LINE, person);
          seen.removed++;
        } else if (what === 'demote' || what === 'promote') {
          if (!model.people.has(person)) return;
          const role = what === 'demote' ? 'member' : 'owner';
          model.people.set(person, role);
          await test.setRole(person, role);
        } else if (asker === undefined) return;
        else if (what === 'make') {
          const own = effectivePermissions(GIVEN[given]);
          const making = test.tokens.create(asker, {
            name: 'x',
            ...(GIVEN[given] && { permissions: [...GIVEN[given]] }),
          });
          if (!model.mayManage(by) || !isWithin(own, model.rights(by)))
            await assert.rejects(making);
          else {
            const { id, token } = await making;
            model.tokens.push({ id, secret: token, own, holder: by, isCut: false });
          }
        } else if (model.tokens.length === 0) return;
        else if (what === 'rotate') await rotate(by, asker, at);
        else if (what === 'revoke') {
          const token = model.tokens[at] ?? assert.fail();
          const revoking = test.tokens.revoke(asker, token.id);
          if (!model.mayManage(by) || !model.lives(at)) await assert.rejects(revoking);
          else {
            const before = [...model.tokens.keys()].filter((one) => model.lives(one)).length;
            token.isCut = true;
            const after = [...model.tokens.keys()].filter((one) => model.lives(one)).length;
            assert.equal(await revoking, before - after);
          }
        }
      }

      function compare(): void {
        model.tokens.forEach(({ id, secret }, at) => {
          const { state, under } = test.tokens.show(id);
          assert.equal(state, model.lives(at) ? 'active' : 'revoked');
          const asker = test.asker(secret);
          assert.equal(asker !== undefined, model.lives(at));
          if (asker === undefined) return;
          assert.deepEqual(new Set(asker.permissions), new Set(model.rights(at)));
          assert.equal(under.kind === 'person' ? under.id : under.kind, model.root(at));
        });
      }

      for (const step of steps) {
        await take(step);
        compare();
      }
    }),
    { numRuns: 300 },
  );
  for (const [what, times] of Object.entries(seen)) assert.ok(times > 10, `${what}: ${times}`);
});
