/** Weekly schedules that are kept under a name, of no zone: to be given to those that are to have one. */
import * as v from 'valibot';
import type { Doer } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { NewEvent } from '../../domain/event.ts';
import { freeId, idFrom } from '../../domain/ids.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { ScheduleEntry } from '../../domain/schedule.ts';
import type { TemplateChange } from '../../domain/sentences/event-data.ts';
import { createMutex } from '../base/mutex.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Change, Store, Table } from '../base/ports/store.ts';
import { UNCONDITIONALLY, type Precondition } from '../base/precondition.ts';
import { KEPT_TEXT, nameText, recordValue } from '../base/schema.ts';
import { refuseFaulty, tidyEntries } from './schedules.ts';
import { SCHEDULE_ENTRIES } from './zone-records.ts';

/** The body of `POST /api/schedule-templates` and of the PUT of one. */
export const SCHEDULE_TEMPLATE = v.strictObject({
  name: nameText(LIMITS.scheduleTemplateNameChars),
  entries: SCHEDULE_ENTRIES,
});

export interface TemplateDraft {
  readonly name: string;
  readonly entries: readonly ScheduleEntry[];
}

export interface ScheduleTemplate extends TemplateDraft {
  readonly templateId: string;
}

const KEPT = v.strictObject({ name: KEPT_TEXT, entries: SCHEDULE_ENTRIES });
export const SCHEDULE_TEMPLATES: Table<TemplateDraft> = {
  name: 'schedule_templates',
  version: 1,
  parse: (value) => recordValue(KEPT, value),
};

export interface ScheduleTemplates {
  /** By name. */
  list(): readonly ScheduleTemplate[];
  /** @throws HubError `not_found` */
  get(templateId: string): ScheduleTemplate;
  /** @throws HubError `invalid` naming the field, `conflict` (as many as there may be, or one of that name), `storage_full` */
  create(draft: TemplateDraft, doer: Doer): Promise<ScheduleTemplate>;
  /**
   * @param precondition of its name and entries
   * @throws HubError `not_found`, and what `create` throws
   */
  put(
    templateId: string,
    draft: TemplateDraft,
    doer: Doer,
    precondition?: Precondition,
  ): Promise<ScheduleTemplate>;
  /** Zones that were given it keep theirs. @throws HubError `not_found`, `storage_full` */
  remove(templateId: string, doer: Doer): Promise<void>;
}

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function eventOf(templateId: string, name: string, change: TemplateChange, doer: Doer): NewEvent {
  const data = { name, change };
  return {
    type: 'schedule_template_changed',
    severity: 'info',
    objectId: templateId,
    ...doer,
    data,
  };
}

export function createScheduleTemplates(deps: {
  store: Store;
  journal: Journal;
}): ScheduleTemplates {
  const { store, journal } = deps;
  const mutex = createMutex();
  const templates = new Map(store.entries(SCHEDULE_TEMPLATES));

  function get(templateId: string): ScheduleTemplate {
    const template = templates.get(templateId);
    if (template === undefined)
      throw new HubError('not_found', 'Schedule template not found', { templateId });
    return { templateId, ...template };
  }

  /** As it is kept. @param ownId of the one that it replaces */
  function checked({ name, entries }: TemplateDraft, ownId?: string): TemplateDraft {
    refuseFaulty(entries);
    for (const [id, other] of templates)
      if (id !== ownId && sameName(other.name, name))
        throw new HubError('conflict', `there is a schedule template ${other.name} already`, {
          field: 'name',
          ...because('template_taken', { name: other.name }),
        });
    return { name, entries: tidyEntries(entries) };
  }

  async function keep(
    templateId: string,
    template: TemplateDraft,
    [change, doer]: readonly [TemplateChange, Doer],
  ): Promise<ScheduleTemplate> {
    const put: Change = { put: SCHEDULE_TEMPLATES, key: templateId, value: template };
    await journal.commit([put], [eventOf(templateId, template.name, change, doer)]);
    templates.set(templateId, template);
    return { templateId, ...template };
  }

  return {
    list: () =>
      [...templates.keys()].map(get).sort((one, other) => one.name.localeCompare(other.name)),
    get,
    create: async (draft, doer) =>
      mutex(async () => {
        const template = checked(draft);
        if (templates.size >= LIMITS.scheduleTemplates)
          throw new HubError('conflict', `no more than ${LIMITS.scheduleTemplates} templates`, {
            ...because('templates_full', { max: LIMITS.scheduleTemplates }),
          });
        const wanted = idFrom(draft.name) || 'template';
        return keep(freeId(wanted, new Set(templates.keys())), template, ['added', doer]);
      }),
    put: async (templateId, draft, doer, precondition = UNCONDITIONALLY) =>
      mutex(async () => {
        const { name, entries } = get(templateId);
        const template = checked(draft, templateId);
        precondition({ name, entries });
        return keep(templateId, template, ['changed', doer]);
      }),
    remove: async (templateId, doer) =>
      mutex(async () => {
        const { name } = get(templateId);
        const gone: Change = { remove: SCHEDULE_TEMPLATES, key: templateId };
        await journal.commit([gone], [eventOf(templateId, name, 'removed', doer)]);
        templates.delete(templateId);
      }),
  };
}
