export { readHeldFields, withHeldValues, type HeldField } from './held-fields.ts';
