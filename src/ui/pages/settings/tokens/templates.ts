/** What a new token is likely for, and what that needs. */
import { signal } from '@preact/signals';
import type { Permission } from '../../../../domain/access.ts';

export const TEMPLATES = {
  homeAssistant: ['zones:full', 'equipment:full', 'system:full', 'events:read'],
  grafana: ['metrics:read'],
  backup: ['backup:read'],
  other: ['zones:read', 'equipment:read'],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

export type TemplateName = keyof typeof TEMPLATES;

/** Asked for on another page: the dialog opens with it. */
export const wantedTemplate = signal<TemplateName | undefined>(undefined);

/** As the API takes them. */
export const EXPIRIES = ['1h', '7d', '30d', '90d', '1y', 'never'] as const;
export type Expiry = (typeof EXPIRIES)[number];
export const EXPIRY_FIRST: Expiry = '90d';
