import { storeContract } from '../contract/store.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';

storeContract('the store in memory', createMemoryTexts, () => undefined);
