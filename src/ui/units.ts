/** The unit that temperatures are shown in: the house's (`units` of the settings). */
import { computed } from '@preact/signals';
import type { Units } from './format.ts';
import { house } from './live.ts';

export const units = computed<Units>(() => (house.value?.system?.units === 'F' ? 'F' : 'C'));
