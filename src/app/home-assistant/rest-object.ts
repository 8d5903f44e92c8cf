/** An object of `/api/state`, as Home Assistant finds it there. */
import type { EquipmentKind } from '../../domain/equipment/catalogue.ts';
import { EQUIPMENT } from '../../domain/equipment/catalogue.ts';
import { memberFor } from '../live/state.ts';
import { isThereAt } from './template.ts';

/** Ids are letters, digits, `_` and `-`. */
export interface RestObject {
  /** Jinja: the object, empty where it is not there. */
  readonly expression: string;
  /** JSONPath of the same. */
  readonly path: string;
}

const oneOf = (list: string, idName: string, id: string): RestObject => ({
  expression: `value_json.${list} | default([]) | selectattr('${idName}', 'eq', '${id}') | first | default({})`,
  path: `$.${list}[?(@.${idName}=='${id}')]`,
});

const only = (name: string): RestObject => ({
  expression: `value_json.${name} | default({})`,
  path: `$.${name}`,
});

export const SYSTEM_OBJECT = only(memberFor('system').name);
export const zoneObject = (zoneId: string) => oneOf(memberFor('zone').name, 'zoneId', zoneId);

export function equipmentObject(kind: EquipmentKind, id: string): RestObject {
  const { name, isList } = memberFor(kind);
  return isList ? oneOf(name, EQUIPMENT[kind].id, id) : only(name);
}

/** A template about the object's own state, as discovery has them, where the state of all is given. */
export const within = ({ expression }: RestObject, template: string): string =>
  `{% set value_json = ${expression} %}${template}`;

/** Whether the object has a value there. */
export const has = (object: RestObject, path: string): string => within(object, isThereAt(path));

/** Names are templates there. */
export const plainName = (name: string): string => name.replaceAll(/\{(?=[{%#])/g, "{{ '{' }}");
